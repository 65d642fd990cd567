package names

// Folding numbers what Fold and LooseKeys make of a name. Tables of names are kept in files: whoever changes a result,
// by another version of the Unicode tables, of pinyin or of the script pairs, too, counts it up.
const Folding = 2
