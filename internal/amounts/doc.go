// Package amounts reads and writes amounts of money as people have them in tables: US$2.5bn, RMB 300 million, 25亿元,
// more than $10M, 5至10億港元, 数千万元, undisclosed.
//
// [Read] gives exact decimal numbers, the currency by its code in ISO 4217, and how the number bounds what is meant. An
// [Amount] as text is read back as itself.
package amounts
