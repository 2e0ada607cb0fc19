/**
 * What is lost when the app ends now, each by a name of its own: a person lets go of what they were
 * asked about, and of nothing that came meanwhile.
 */
export interface AtRisk {
  /** The value of a token that was just generated is kept nowhere. */
  readonly unsafe: readonly string[];
  /** A token is being generated. */
  readonly running: readonly string[];
  /** The items of values that are kept in memory only. */
  readonly session: readonly string[];
}

/** All of the one and of the other. */
export const bothAtRisk = (one: AtRisk, other: AtRisk): AtRisk => ({
  unsafe: [...one.unsafe, ...other.unsafe],
  running: [...one.running, ...other.running],
  session: [...one.session, ...other.session],
});

/** The names of all that is at risk. */
export const namesAtRisk = ({ unsafe, running, session }: AtRisk): readonly string[] => [
  ...unsafe,
  ...running,
  ...session,
];

/** What is at risk and is none of `names`. */
export function atRiskBeside(risk: AtRisk, names: ReadonlySet<string>): AtRisk {
  const isOther = (name: string): boolean => !names.has(name);
  return {
    unsafe: risk.unsafe.filter(isOther),
    running: risk.running.filter(isOther),
    session: risk.session.filter(isOther),
  };
}
