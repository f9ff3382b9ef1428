autocmd BufNewFile,BufRead *.cvx setfiletype cvx
autocmd BufNewFile,BufRead * if getline(1) =~# '^#!.*\<cvx\>' | setfiletype cvx | endif
