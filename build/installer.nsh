!macro customUnInstall
  ${ifNot} ${isUpdated}
    MessageBox MB_OK|MB_ICONINFORMATION "Saved token values stay in the Windows Credential Manager, and labels in %APPDATA%\Token Vault. To remove them, delete the entries of Token Vault in the Credential Manager, and that folder." /SD IDOK
  ${endIf}
!macroend
