// The app's window has a preload, and so has the floor's.
