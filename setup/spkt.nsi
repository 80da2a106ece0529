; The setup of SPKT Desktop for Windows 10 and 11, 64 bit: for one user, without administrator's rights.
;
; Made by setup/windows.py with VERSION, SOURCE (the program folder, with isi.txt in it), FILES (that isi.txt names), SIZE (KiB),
; ICON, SIDE, COMPRESSOR, OUT.
; The data of the desk lie elsewhere and are never touched; what is removed is what isi.txt names, file by file.
; Exit codes of /S: 0 done, 3 the program is running, 4 a newer version is there, 5 no safety copy, 6 not replaced or not removed.

Unicode true
Target amd64-unicode
SetCompressor /SOLID ${COMPRESSOR}
!if ${COMPRESSOR} == lzma
  SetCompressorDictSize 32
!endif
RequestExecutionLevel user
AllowSkipFiles off  ; a file that cannot be written ends the setup, nobody goes on without it
ManifestDPIAware true
ManifestSupportedOS Win10

!include MUI2.nsh
!include LogicLib.nsh
!include Sections.nsh
!include WordFunc.nsh
!insertmacro VersionCompare

!define PRODUCT "SPKT Desktop"
!define PUBLISHER "SPKT Desktop contributors"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${PRODUCT}"
!define DATA "$LOCALAPPDATA\${PRODUCT}"
!define /math NEEDED ${SIZE} / 512  ; MB: the program once more, and as much again for what Windows needs meanwhile
!define NOTCOPIED "Program tidak dapat disalin ke komputer ini. Tidak ada yang diubah; kosongkan ruang disk, lalu jalankan pemasangan lagi."
!define MISSING "Sebagian berkas program baru hilang atau tidak dapat dibuka sesudah disalin; mungkin antivirus mengambilnya. Tidak ada yang diubah. Minta pengelola komputer memeriksa antivirus, lalu jalankan pemasangan lagi."

Name "${PRODUCT} ${VERSION}"
BrandingText "${PRODUCT} ${VERSION}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\${PRODUCT}"
ShowInstDetails nevershow
ShowUninstDetails nevershow
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=0 ProductName "${PRODUCT}"
VIAddVersionKey /LANG=0 ProductVersion "${VERSION}"
VIAddVersionKey /LANG=0 FileVersion "${VERSION}"
VIAddVersionKey /LANG=0 FileDescription "Pemasangan ${PRODUCT}"
VIAddVersionKey /LANG=0 CompanyName "${PUBLISHER}"
VIAddVersionKey /LANG=0 LegalCopyright "MIT"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_COMPONENTSPAGE_NODESC
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "Memasang ${PRODUCT} ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "Program dipasang untuk akun Windows ini saja; hak administrator tidak diperlukan.$\r$\n$\r$\nBila versi lama sudah terpasang, program diganti di tempatnya. Data meja tidak diubah, dan sebelumnya disalin sebagai pengaman.$\r$\n$\r$\nTutup ${PRODUCT} dahulu, lalu pilih Lanjut."
!define MUI_FINISHPAGE_TITLE "${PRODUCT} ${VERSION} sudah terpasang"
!define MUI_FINISHPAGE_TEXT "Program dapat dibuka dari menu Start dengan nama ${PRODUCT}."
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PRODUCT}.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Buka ${PRODUCT} sekarang"
!insertmacro MUI_PAGE_WELCOME
!define MUI_PAGE_HEADER_TEXT "Yang akan dipasang"
!define MUI_PAGE_HEADER_SUBTEXT "Program selalu dipasang; ikon di desktop boleh dipilih."
!define MUI_COMPONENTSPAGE_TEXT_TOP "Beri tanda centang pada yang diinginkan, lalu pilih Instal."
!define MUI_COMPONENTSPAGE_TEXT_COMPLIST "Dipasang:"
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Indonesian"

!include "${__FILEDIR__}/folders.nsh"

Section "${PRODUCT}"
  SectionIn RO
  Call Alone

  ; 1. The new program, whole, beside the one that is there.
  RMDir /r "$INSTDIR.baru"
  ClearErrors
  SetOutPath "$INSTDIR.baru"
  Call Room
  File /r "${SOURCE}/*.*"  ; what it cannot write ends in .onInstFailed
  WriteUninstaller "$INSTDIR.baru\hapus.exe"
  SetOutPath "$TEMP"  ; a folder that a process stands in cannot be renamed
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONSTOP "${NOTCOPIED}" /SD IDOK
    StrCpy $R8 6
    Call GiveUp
  ${EndIf}
  StrCpy $R9 "flush"
  Call Whole

  ; 2. The new program copies the desk as it lies, encrypted; so it also proves that it starts on this PC.
  copy:
  nsExec::ExecToStack '"$INSTDIR.baru\spkt-desktop.exe" snapshot --before ${VERSION}'
  Pop $0
  Pop $1
  ${If} $0 != 0
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "Salinan pengaman data meja belum dapat dibuat, jadi program lama tidak diganti. Tidak ada yang diubah.$\r$\n$\r$\n$1" /SD IDCANCEL IDRETRY copy
    StrCpy $R8 5
    Call GiveUp
  ${EndIf}

  ; 3. Two renames. A power cut between them leaves the former program under another name: run again, this goes on.
  Call RemoveFormer
  swap:
  Call Alone
  StrCpy $R9 ""
  Call Whole
  Call SwapPatiently
  ${If} $R8 == 1
    ${If} ${FileExists} "$INSTDIR\${PRODUCT}.exe"
      StrCpy $1 "jadi program belum diganti. Versi lama tetap terpasang dan data tidak diubah."
    ${ElseIf} ${FileExists} "$INSTDIR.lama\${PRODUCT}.exe"
      StrCpy $1 "jadi program belum diganti. Versi lama masih tersimpan dan dikembalikan saat pemasangan dijalankan lagi; data tidak diubah."
    ${Else}
      StrCpy $1 "jadi program belum terpasang. Data tidak diubah."
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "Folder program sedang dipakai program lain, $1 Tutup program lain, lalu pilih Coba Lagi (Retry)." /SD IDCANCEL IDRETRY swap
    StrCpy $R8 6
    Call GiveUp
  ${EndIf}
  Call RemoveFormer

  SetOutPath "$PROFILE"  ; what the shortcut starts stands there, not in the program's folder
  CreateShortcut "$SMPROGRAMS\${PRODUCT}.lnk" "$INSTDIR\${PRODUCT}.exe"
  SetOutPath "$TEMP"
  WriteRegStr HKCU "${UNINSTALL}" DisplayName "${PRODUCT}"
  WriteRegStr HKCU "${UNINSTALL}" DisplayVersion "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" Publisher "${PUBLISHER}"
  WriteRegStr HKCU "${UNINSTALL}" DisplayIcon "$INSTDIR\${PRODUCT}.exe"
  WriteRegStr HKCU "${UNINSTALL}" InstallLocation "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" UninstallString '"$INSTDIR\hapus.exe"'
  WriteRegStr HKCU "${UNINSTALL}" QuietUninstallString '"$INSTDIR\hapus.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" EstimatedSize ${SIZE}
  WriteRegDWORD HKCU "${UNINSTALL}" NoModify 1
  WriteRegDWORD HKCU "${UNINSTALL}" NoRepair 1
SectionEnd

Section /o "Ikon di desktop" SecDesktop
  SetOutPath "$PROFILE"
  CreateShortcut "$DESKTOP\${PRODUCT}.lnk" "$INSTDIR\${PRODUCT}.exe"
  SetOutPath "$TEMP"
SectionEnd

Function .onInit
  ; The former program back in its place, where a power cut has come between the two renames.
  ${IfNot} ${FileExists} "$INSTDIR\spkt-desktop.exe"
  ${AndIf} ${FileExists} "$INSTDIR.lama\spkt-desktop.exe"
    Rename "$INSTDIR.lama" "$INSTDIR"
  ${EndIf}
  ReadRegStr $0 HKCU "${UNINSTALL}" DisplayVersion
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 == 1
      MessageBox MB_OK|MB_ICONINFORMATION "Versi $0 yang terpasang lebih baru daripada versi ${VERSION}. Tidak ada yang diubah." /SD IDOK
      SetErrorLevel 4
      Quit
    ${EndIf}
  ${EndIf}
  ${If} ${FileExists} "$DESKTOP\${PRODUCT}.lnk"
    !insertmacro SelectSection ${SecDesktop}
  ${EndIf}
FunctionEnd

; Where File could not write (a full disk), NSIS itself ends the section: no half of a program stays behind.
Function .onInstFailed
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR.baru"
  MessageBox MB_OK|MB_ICONSTOP "${NOTCOPIED}" /SD IDOK
  SetErrorLevel 6
FunctionEnd

Section Uninstall
  Call un.Alone
  SetOutPath "$TEMP"
  StrCpy $R9 "$INSTDIR"
  Call un.RemoveNamed
  ${If} $R4 == 0
  ${OrIf} ${FileExists} "$INSTDIR\${PRODUCT}.exe"
  ${OrIf} ${FileExists} "$INSTDIR\spkt-desktop.exe"
    MessageBox MB_OK|MB_ICONEXCLAMATION "Program belum dapat dihapus seluruhnya, jadi masih tercantum di daftar program. Data meja tidak dihapus.$\r$\n$\r$\nJalankan pemasangan ${PRODUCT} sekali lagi, lalu hapus kembali." /SD IDOK
    SetErrorLevel 6
    Quit
  ${EndIf}
  Call un.RemoveList
  StrCpy $R9 "$INSTDIR.lama"
  Call un.RemoveNamed
  Call un.RemoveList
  RMDir /r "$INSTDIR.baru"
  Delete "$SMPROGRAMS\${PRODUCT}.lnk"
  Delete "$DESKTOP\${PRODUCT}.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  MessageBox MB_OK|MB_ICONINFORMATION "Program sudah dihapus. Data meja TIDAK dihapus; letaknya di:$\r$\n$\r$\n${DATA}$\r$\n$\r$\nPasang kembali ${PRODUCT} untuk membukanya." /SD IDOK
SectionEnd
