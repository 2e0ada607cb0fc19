!macro customUnInstall
  ${ifNot} ${isUpdated}
    MessageBox MB_OK|MB_ICONINFORMATION "Saved token values stay in the Windows Credential Manager, and labels in %APPDATA%\Token Vault. To remove them, install Token Vault again and use Settings > Remove everything, or delete its entries in the Credential Manager, and that folder." /SD IDOK
  ${endIf}
!macroend
