" Colours for sigscript, which is SystemTap's language. Of matches that begin at the same place, the last one here wins.
if exists("b:current_syntax")
  finish
endif

syntax case match
syntax iskeyword @,48-57,_,$
syntax sync fromstart

syntax keyword sigscriptDeclaration probe global private function
syntax keyword sigscriptConditional if else
syntax keyword sigscriptRepeat      for foreach while in limit
syntax keyword sigscriptStatement   return delete break continue next
syntax keyword sigscriptException   try catch
syntax keyword sigscriptType        string long

syntax match sigscriptOperator  "[-+*/%&|^~!<>=?:.]"
syntax match sigscriptOperator  "[-+*/%&|^<>=!.]="
syntax match sigscriptOperator  "&&\|||\|++\|--\|->\|<<\|>>\|=\~\|!\~"
syntax match sigscriptOperator  "<<<\|>>>\|<<=\|>>="
syntax match sigscriptName      "\<\h[[:alnum:]_$]*"
syntax match sigscriptCall      "\<\h[[:alnum:]_$]*\ze\_s*("
syntax match sigscriptNumber    "\<\d[[:alnum:]]*"
syntax match sigscriptTarget    "\$\+\h[[:alnum:]_$]*"
syntax match sigscriptArgument  "[$@]\d\+\|[$@]#"
syntax match sigscriptWord      "@\h[[:alnum:]_$]*"
syntax match sigscriptDirective "%(\|%?\|%:\|%)"

syntax region sigscriptEmbedded start="%{" end="%}"
syntax match  sigscriptEscape   contained "\\\(\o\{1,3}\|x\x\{1,2}\|.\)"
syntax match  sigscriptFormat   contained "%[-+ #0]\=\(\d\+\|\*\)\=\(\.\(\d\+\|\*\)\)\=l\=[diuoxXpscbmM%]"
syntax region sigscriptString   start=+"+ skip=+\\.+ end=+"+ end=+$+ contains=sigscriptEscape,sigscriptFormat

syntax match  sigscriptComment  "#.*$" contains=sigscriptTodo
syntax match  sigscriptComment  "//.*$" contains=sigscriptTodo
syntax region sigscriptComment  start="/\*" end="\*/" contains=sigscriptTodo
syntax keyword sigscriptTodo contained TODO FIXME XXX

highlight default link sigscriptDeclaration Keyword
highlight default link sigscriptConditional Conditional
highlight default link sigscriptRepeat      Repeat
highlight default link sigscriptStatement   Statement
highlight default link sigscriptException   Exception
highlight default link sigscriptType        Type
highlight default link sigscriptOperator    Operator
highlight default link sigscriptCall        Function
highlight default link sigscriptNumber      Number
highlight default link sigscriptTarget      Identifier
highlight default link sigscriptArgument    Identifier
highlight default link sigscriptWord        Special
highlight default link sigscriptDirective   PreProc
highlight default link sigscriptEmbedded    PreProc
highlight default link sigscriptEscape      SpecialChar
highlight default link sigscriptFormat      SpecialChar
highlight default link sigscriptString      String
highlight default link sigscriptComment     Comment
highlight default link sigscriptTodo        Todo

let b:current_syntax = "sigscript"
