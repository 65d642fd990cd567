// Package names compares names: as one text whatever their case, width and spacing ([Fold]), loosely by letters and
// digits, in either Chinese script and by pinyin ([Fit], [Romanizer]), by likeness ([Similarity]), and by the language
// that a reader wants ([LangRank]). Package graph finds entities with it, and readers of tables names that are in no
// graph yet ([Set]). Folder hanscript has the Chinese characters that differ between the two scripts, folder pinyin how
// characters are read.
package names
