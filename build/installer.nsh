!macro customUnInstall
  ${ifNot} ${isUpdated}
    MessageBox MB_OK|MB_ICONINFORMATION "Saved token values stay in the Windows Credential Manager, and labels in %APPDATA%\Token Vault. To remove them, install Token Vault again and choose Settings, Remove everything." /SD IDOK
  ${endIf}
!macroend
