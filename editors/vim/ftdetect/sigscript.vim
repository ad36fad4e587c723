" Files of sigscript by their suffix, and SystemTap's, which are the same language. Vim takes *.sig for Standard ML or Lambda Prolog, so this
" must not leave it at what is set already.
autocmd BufNewFile,BufRead *.sig,*.stp,*.stpm set filetype=sigscript
