; The folders of the program: the one in place, .baru (the new one, beside it) and .lama (the former one, under another name).
; Registers: $R9 is what a function is told, $R8 what it tells; the others are its own.

; Waits up to 15 s until nobody runs the program, whose files cannot be written to as long as somebody does.
; $R8 is then 1 where it still runs. Nothing is ended by force.
!macro FOLDERS un
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
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${PRODUCT} masih terbuka. Belum ada yang diubah.$\r$\n$\r$\nSelesaikan isian, tutup programnya, lalu pilih Coba Lagi (Retry)." /SD IDCANCEL IDRETRY again
    StrCpy $R8 3
    Call ${un}GiveUp
  ${EndIf}
FunctionEnd

; Ends with the exit code in $R8, and nothing of the new program is left.
Function ${un}GiveUp
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR.baru"
  SetErrorLevel $R8
  Quit
FunctionEnd

; Removes from the folder in $R9 what its isi.txt names. $R4 is then the number of its lines.
Function ${un}RemoveNamed
  StrCpy $R4 0
  ClearErrors
  FileOpen $R0 "$R9\isi.txt" r
  ${IfNot} ${Errors}
    next:
    ClearErrors
    FileRead $R0 $R1
    ${IfNot} ${Errors}
      IntOp $R4 $R4 + 1
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
  ${EndIf}
FunctionEnd

; Removes from the folder in $R9 what the setup added, and the folder where nothing else lies in it.
Function ${un}RemoveList
  Delete "$R9\isi.txt"
  Delete "$R9\hapus.exe"
  RMDir "$R9"
FunctionEnd
!macroend
!insertmacro FOLDERS ""
!insertmacro FOLDERS "un."

; Ends with 6 where the disk of .baru, which is there, has no room.
Function Room
  System::Call 'kernel32::GetDiskFreeSpaceExW(w "$INSTDIR.baru", *l .r1, p 0, p 0) i .r0'
  ${If} $0 != 0
    System::Int64Op $1 / 1048576
    Pop $1
    ${If} $1 < ${NEEDED}
      MessageBox MB_OK|MB_ICONSTOP "Ruang disk tidak cukup: pemasangan memerlukan ${NEEDED} MB, yang kosong $1 MB. Tidak ada yang diubah; kosongkan ruang disk, lalu jalankan pemasangan lagi." /SD IDOK
      StrCpy $R8 6
      Call GiveUp
    ${EndIf}
  ${EndIf}
FunctionEnd

; Ends with 6 unless every file of the new program lies in .baru: an antivirus program takes files away at any time.
; Told "flush", it also puts every byte of them on the disk, before they take the place of the former program.
Function Whole
  StrCpy $R4 0
  StrCpy $R7 0
  ClearErrors
  FileOpen $R0 "$INSTDIR.baru\isi.txt" r
  ${IfNot} ${Errors}
    next:
    ClearErrors
    FileRead $R0 $R1
    ${IfNot} ${Errors}
      StrCpy $R2 $R1 1
      StrCpy $R3 $R1 -2 2
      ${If} $R2 == "F"
        Call Lies
      ${EndIf}
      Goto next
    ${EndIf}
    FileClose $R0
  ${EndIf}
  StrCpy $R3 "isi.txt"
  Call Lies
  StrCpy $R3 "hapus.exe"
  Call Lies
  IntOp $R4 $R4 - 2
  ${If} $R4 != ${FILES}
    MessageBox MB_OK|MB_ICONSTOP "${MISSING}" /SD IDOK
    StrCpy $R8 6
    Call GiveUp
  ${EndIf}
FunctionEnd

; One more in $R4 where the file $R3 lies in .baru. To be flushed it is opened, never made: a scanner may hold files for seconds,
; and all of them together are waited for up to 20 s.
Function Lies
  StrCpy $R6 "$INSTDIR.baru\$R3"
  again:
  ${If} ${FileExists} "$R6"
    ${If} $R9 == "flush"
      ; GENERIC_WRITE, shared with everybody, OPEN_EXISTING
      System::Call 'kernel32::CreateFileW(w R6, i 0x40000000, i 7, p 0, i 3, i 0x80, p 0) p .R5'
      ${If} $R5 == -1
        ${If} $R7 < 40
          IntOp $R7 $R7 + 1
          Sleep 500
          Goto again
        ${EndIf}
        Return
      ${EndIf}
      System::Call 'kernel32::FlushFileBuffers(p R5)'
      System::Call 'kernel32::CloseHandle(p R5)'
    ${EndIf}
    IntOp $R4 $R4 + 1
  ${EndIf}
FunctionEnd

; The former program's folder, without anything of ours; what somebody else has put there is kept under another name.
Function RemoveFormer
  StrCpy $R9 "$INSTDIR.lama"
  Call RemoveNamed
  Call RemoveList
  ${If} ${FileExists} "$INSTDIR.lama\*.*"
    StrCpy $R4 1
    ${While} ${FileExists} "$INSTDIR.sisa$R4\*.*"
      IntOp $R4 $R4 + 1
    ${EndWhile}
    Rename "$INSTDIR.lama" "$INSTDIR.sisa$R4"
  ${EndIf}
FunctionEnd

; Swaps the folders, trying for up to 10 s: a scanner may hold fresh files for a moment. $R8 is then 1 where it cannot be done.
Function SwapPatiently
  StrCpy $R7 0
  again:
  Call Swap
  ${If} $R8 == 1
  ${AndIf} $R7 < 20
    IntOp $R7 $R7 + 1
    Sleep 500
    Goto again
  ${EndIf}
FunctionEnd

; The former program out of its place, the new one into it; where that fails, the former one back.
Function Swap
  StrCpy $R8 1
  ClearErrors
  ${If} ${FileExists} "$INSTDIR\*.*"
    Rename "$INSTDIR" "$INSTDIR.lama"
  ${EndIf}
  ${IfNot} ${Errors}
    Rename "$INSTDIR.baru" "$INSTDIR"
    ${If} ${Errors}
      Rename "$INSTDIR.lama" "$INSTDIR"
    ${Else}
      StrCpy $R8 0
    ${EndIf}
  ${EndIf}
FunctionEnd
