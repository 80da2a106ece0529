; The setup of SPKT Desktop for Windows 10 and 11, 64 bit: for one user, without administrator's rights.
;
; Made by setup/windows.py with VERSION, SOURCE (the program folder, with isi.txt in it), SIZE (KiB), ICON, SIDE, COMPRESSOR, OUT.
; The data of the desk lie elsewhere and are never touched; what is removed is what isi.txt names, file by file.
; Exit codes of /S: 0 done, 3 the program is running, 4 a newer version is there, 5 no safety copy, 6 not replaced.

Unicode true
Target amd64-unicode
SetCompressor /SOLID ${COMPRESSOR}
!if ${COMPRESSOR} == lzma
  SetCompressorDictSize 32
!endif
RequestExecutionLevel user
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

; Waits up to 15 s until nobody runs the program, whose files cannot be written to as long as somebody does.
; $R8 is then 1 where it still runs. Nothing is ended by force.
!macro RUNNING un
Function ${un}Running
  StrCpy $R7 0
  again:
  StrCpy $R8 0
  Push "$INSTDIR\${PRODUCT}.exe"
  Call ${un}Busy
  Push "$INSTDIR\spkt-desktop.exe"
  Call ${un}Busy
  ${If} $R8 == 1
  ${AndIf} $R7 < 30
    IntOp $R7 $R7 + 1
    Sleep 500
    Goto again
  ${EndIf}
FunctionEnd

Function ${un}Busy
  Pop $R6
  ${If} ${FileExists} "$R6"
    ClearErrors
    FileOpen $R5 "$R6" a
    ${If} ${Errors}
      StrCpy $R8 1
    ${Else}
      FileClose $R5
    ${EndIf}
  ${EndIf}
FunctionEnd

; Asks for the program to be closed as long as it runs; ends with 3 where that is refused.
Function ${un}Alone
  again:
  Call ${un}Running
  ${If} $R8 == 1
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${PRODUCT} masih terbuka. Belum ada yang diubah.$\r$\n$\r$\nSelesaikan isian, tutup programnya, lalu pilih Coba Lagi." /SD IDCANCEL IDRETRY again
    SetErrorLevel 3
    Quit
  ${EndIf}
FunctionEnd

; Removes from the folder in $R9 what its isi.txt names, and the folder where nothing else lies in it.
Function ${un}RemoveNamed
  ClearErrors
  FileOpen $R0 "$R9\isi.txt" r
  ${IfNot} ${Errors}
    next:
    ClearErrors
    FileRead $R0 $R1
    ${IfNot} ${Errors}
      StrCpy $R2 $R1 1
      StrCpy $R3 $R1 -2 2  ; without its kind, the space and CR LF
      ${If} $R2 == "F"
        Delete "$R9\$R3"
      ${Else}
        RMDir "$R9\$R3"
      ${EndIf}
      Goto next
    ${EndIf}
    FileClose $R0
    Delete "$R9\isi.txt"
  ${EndIf}
  Delete "$R9\hapus.exe"
  RMDir "$R9"
FunctionEnd
!macroend
!insertmacro RUNNING ""
!insertmacro RUNNING "un."

; Every byte of the new program is on the disk before it takes the place of the former one.
Function Settle
  FileOpen $R0 "$INSTDIR.baru\isi.txt" r
  next:
  ClearErrors
  FileRead $R0 $R1
  ${IfNot} ${Errors}
    StrCpy $R2 $R1 1
    StrCpy $R3 $R1 -2 2
    ${If} $R2 == "F"
      FileOpen $R5 "$INSTDIR.baru\$R3" a
      System::Call 'kernel32::FlushFileBuffers(p R5)'
      FileClose $R5
    ${EndIf}
    Goto next
  ${EndIf}
  FileClose $R0
FunctionEnd

; The former program's folder, without anything of ours; what somebody else has put there is kept under another name.
Function RemoveFormer
  StrCpy $R9 "$INSTDIR.lama"
  Call RemoveNamed
  ${If} ${FileExists} "$INSTDIR.lama\*.*"
    StrCpy $R4 1
    ${While} ${FileExists} "$INSTDIR.sisa$R4\*.*"
      IntOp $R4 $R4 + 1
    ${EndWhile}
    Rename "$INSTDIR.lama" "$INSTDIR.sisa$R4"
  ${EndIf}
FunctionEnd

Section "${PRODUCT}"
  SectionIn RO
  Call Alone

  ; 1. The new program, whole, beside the one that is there.
  RMDir /r "$INSTDIR.baru"
  SetOutPath "$INSTDIR.baru"
  ClearErrors
  File /r "${SOURCE}/*.*"
  WriteUninstaller "$INSTDIR.baru\hapus.exe"
  SetOutPath "$TEMP"  ; a folder that a process stands in cannot be renamed
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONSTOP "Program tidak dapat disalin ke komputer ini. Tidak ada yang diubah; kosongkan ruang disk, lalu jalankan pemasangan lagi." /SD IDOK
    RMDir /r "$INSTDIR.baru"
    SetErrorLevel 6
    Quit
  ${EndIf}

  Call Settle

  ; 2. The new program copies the desk as it lies, encrypted; so it also proves that it starts on this PC.
  copy:
  nsExec::ExecToStack '"$INSTDIR.baru\spkt-desktop.exe" snapshot --before ${VERSION}'
  Pop $0
  Pop $1
  ${If} $0 != 0
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "Salinan pengaman data meja belum dapat dibuat, jadi program lama tidak diganti. Tidak ada yang diubah.$\r$\n$\r$\n$1" /SD IDCANCEL IDRETRY copy
    RMDir /r "$INSTDIR.baru"
    SetErrorLevel 5
    Quit
  ${EndIf}

  ; 3. Two renames. A power cut between them leaves the former program under another name: run again, this goes on.
  Call RemoveFormer
  swap:
  Call Alone
  ClearErrors
  ${If} ${FileExists} "$INSTDIR\*.*"
    Rename "$INSTDIR" "$INSTDIR.lama"
  ${EndIf}
  ${IfNot} ${Errors}
    Rename "$INSTDIR.baru" "$INSTDIR"
    ${If} ${Errors}
      Rename "$INSTDIR.lama" "$INSTDIR"
      SetErrors
    ${EndIf}
  ${EndIf}
  ${If} ${Errors}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "Folder program sedang dipakai program lain. Versi lama tetap terpasang dan data tidak diubah. Tutup program lain, lalu pilih Coba Lagi." /SD IDCANCEL IDRETRY swap
    RMDir /r "$INSTDIR.baru"
    SetErrorLevel 6
    Quit
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

Section Uninstall
  Call un.Alone
  SetOutPath "$TEMP"
  StrCpy $R9 "$INSTDIR"
  Call un.RemoveNamed
  StrCpy $R9 "$INSTDIR.lama"
  Call un.RemoveNamed
  RMDir /r "$INSTDIR.baru"
  Delete "$SMPROGRAMS\${PRODUCT}.lnk"
  Delete "$DESKTOP\${PRODUCT}.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  MessageBox MB_OK|MB_ICONINFORMATION "Program sudah dihapus. Data meja TIDAK dihapus; letaknya di:$\r$\n$\r$\n${DATA}$\r$\n$\r$\nPasang kembali ${PRODUCT} untuk membukanya." /SD IDOK
SectionEnd
