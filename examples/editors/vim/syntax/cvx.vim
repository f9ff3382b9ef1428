" Vim syntax of cvx scripts.
if exists("b:current_syntax")
  finish
endif
let s:cpo_save = &cpo
set cpo&vim

syntax case ignore
syntax keyword cvxDeclaration let view def params allow use
syntax keyword cvxControl if else for in while try catch return break continue fail exit assert
syntax keyword cvxControl transaction dry run preview
syntax keyword cvxQuery find one first last count exists set update delete add import sql explain
syntax keyword cvxQuery insert
syntax keyword cvxClause where since until sort order by limit take offset select distinct group
syntax keyword cvxClause aggregate having asc desc all from mapping on conflict to type page chart
syntax keyword cvxClause save into as join
syntax keyword cvxWordOperator and or not between like matches starts ends with is any
syntax keyword cvxWordOperator every no has mod
" A word of `syntax keyword` itself.
syntax match cvxWordOperator /\<contains\>/
syntax keyword cvxConstant true false null empty now today yesterday tomorrow this next ago
syntax keyword cvxVerb show describe print help login logout whoami history undo begin commit
syntax keyword cvxVerb rollback skiptrace score campaign call dnc costs phone why batch migrate dupes merge tag
syntax keyword cvxVerb untag wait watch export
syntax case match

syntax match cvxValue /\<[A-Z][A-Z0-9_]\+\>/
syntax match cvxNumber /\<\d[0-9_]*\(\.\d[0-9_]*\)\?%\?/
syntax match cvxNumber /\<\d[0-9_]*\(\.\d\+\)\?\(s\|min\|h\|d\|w\|mo\|y\)\>/
syntax match cvxNumber /\<\d\{4}-\d\d\(-\d\d\(T\d\d:\d\d\(:\d\d\(\.\d\+\)\?\)\?\(Z\|[+-]\d\d:\d\d\)\?\)\?\)\?\>/
syntax match cvxNumber /\$\d[0-9_]*\(\.\d\+\)\?[kmbKMB]\?\>/
syntax match cvxVariable /\$[A-Za-z_][A-Za-z0-9_]*/
syntax match cvxReference /@\("[^"]*"\|[A-Za-z0-9_]\+\(-[A-Za-z0-9_]\+\)*\)/
" A word after a dot, or in backticks, is a field whatever it spells.
syntax match cvxField /\.[A-Za-z_][A-Za-z0-9_]*/
syntax match cvxField /`[^`]\+`/
syntax match cvxFunction /\<[A-Za-z_][A-Za-z0-9_]*(\@=/
syntax match cvxOperator /|\|??\|=\~\|!\~\|!=\|<=\|>=\|<>\|[=<>]/
syntax match cvxComment /#.*$/ contains=@Spell,cvxTodo
syntax keyword cvxTodo TODO FIXME XXX contained

syntax match cvxEscape /\\\([nt"\\$']\|u{\x\+}\)/ contained
syntax region cvxInterpolation matchgroup=cvxDelimiter start=/\${/ end=/}/ contained contains=TOP
syntax region cvxString start=/"/ end=/"/ oneline contains=cvxEscape,cvxInterpolation,@Spell
syntax region cvxString start=/"""/ end=/"""/ contains=cvxEscape,cvxInterpolation,@Spell
syntax region cvxRawString start=/'/ end=/'/ oneline

highlight default link cvxDeclaration Keyword
highlight default link cvxControl Conditional
highlight default link cvxQuery Statement
highlight default link cvxClause Statement
highlight default link cvxWordOperator Operator
highlight default link cvxConstant Constant
highlight default link cvxVerb Function
highlight default link cvxValue Constant
highlight default link cvxNumber Number
highlight default link cvxVariable Identifier
highlight default link cvxReference Special
highlight default link cvxField Identifier
highlight default link cvxFunction Function
highlight default link cvxOperator Operator
highlight default link cvxComment Comment
highlight default link cvxTodo Todo
highlight default link cvxEscape SpecialChar
highlight default link cvxDelimiter Delimiter
highlight default link cvxString String
highlight default link cvxRawString String

let b:current_syntax = "cvx"
let &cpo = s:cpo_save
unlet s:cpo_save
