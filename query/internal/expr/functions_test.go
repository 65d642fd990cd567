package expr

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestFunctions(t *testing.T) {
	for _, line := range strings.Split(strings.TrimSpace(functionCases), "\n") {
		call, want, ok := strings.Cut(line, " => ")
		require.True(t, ok, line)
		name, args, _ := strings.Cut(call, " ")
		f, ok := Lookup(name)
		require.True(t, ok, name)
		assert.Equal(t, strings.TrimSpace(want), show(f.Call(&Env{}, split(t, args))), line)
	}
	_, ok := Lookup("strlen")
	assert.False(t, ok)
}

const functionCases = `
STR <http://a> => "http://a"
STR 007 => "007"
STR "chat"@fr => "chat"
STR _:b => err
STR err => err
LANG "chat"@fr => "fr"
LANG "chat" => ""
LANG <http://a> => err
DATATYPE "chat"@fr => <http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>
DATATYPE "chat" => <http://www.w3.org/2001/XMLSchema#string>
DATATYPE 1.0 => <http://www.w3.org/2001/XMLSchema#decimal>
DATATYPE "7"^^byte => <http://www.w3.org/2001/XMLSchema#byte>
DATATYPE "x"^^http://t => <http://t>
DATATYPE <http://a> => err
LANGMATCHES "fr-FR" | "FR" => true
LANGMATCHES "fra" | "fr" => false
LANGMATCHES "" | "*" => false
LANGMATCHES "fr" | "*" => true
LANGMATCHES "fr" | "" => false
SAMETERM 1 | 1.0 => false
SAMETERM "a"@EN | "a"@en => true
ISIRI <http://a> => true
ISBLANK _:b => true
ISLITERAL "x"^^http://t => true
ISNUMERIC "x"^^integer => false
ISNUMERIC "7"^^byte => true
ISNUMERIC "700"^^byte => false
IRI "http://a/b" => <http://a/b>
IRI "http://a b" => err
IRI "b" => err
IRI <http://a> => <http://a>
IRI 1 => err
STRDT "1" | <http://www.w3.org/2001/XMLSchema#integer> => 1
STRDT "1"@en | <http://www.w3.org/2001/XMLSchema#integer> => err
STRDT "1" | <http://www.w3.org/1999/02/22-rdf-syntax-ns#langString> => err
STRLANG "chat" | "fr" => "chat"@fr
STRLANG "chat" | "" => err
STRLANG "chat"@fr | "fr" => err
STRLEN "食べ物"@ja => 3
STRLEN 12 => err
SUBSTR "foobar" | 4 => "bar"
SUBSTR "foobar" | 4 | 1 => "b"
SUBSTR "foobar"@en | 4 => "bar"@en
SUBSTR "foobar" | 0 | 3 => "fo"
SUBSTR "foobar" | -5 => "foobar"
SUBSTR "foobar" | 9 => ""
SUBSTR "foobar" | 1.5 | 2.6 => "oob"
SUBSTR "foobar" | "NaN"^^double => ""
SUBSTR "foobar" | 1 | "NaN"^^double => ""
SUBSTR "foobar" | "-INF"^^double | "INF"^^double => ""
SUBSTR "食べ物" | 2 | 1 => "べ"
SUBSTR "" | 1 | 1 => ""
SUBSTR "abc" | 3 | 1 => "c"
SUBSTR "abc" | 2 | -1 => ""
UCASE "chat"@fr => "CHAT"@fr
LCASE "BAR" => "bar"
LCASE 1 => err
STRSTARTS "foobar"@en | "foo" => true
STRSTARTS "foobar"@en | "foo"@EN => true
STRSTARTS "foobar" | "foo"@en => err
STRENDS "foobar" | "bar" => true
CONTAINS "foobar" | "x" => false
STRBEFORE "abc"@en | "b" => "a"@en
STRBEFORE "abc"@en | "b"@cy => err
STRBEFORE "abc"@en | "z" => ""
STRBEFORE "abc"@en | "" => ""@en
STRAFTER "abc" | "b" => "c"
STRAFTER "abc" | "" => "abc"
STRAFTER "abc"@en | "z"@en => ""
ENCODE_FOR_URI "Los Angeles~é"@en => "Los%20Angeles~%C3%A9"
CONCAT "a"@en | "b"@EN => "ab"@en
CONCAT "a"@en | "b" => "ab"
CONCAT  => ""
CONCAT "a" | 1 => err
REGEX "Alice" | "^ali" | "i" => true
REGEX "Alice" | "^ali" => false
REGEX "Alice"@en | "l.c" => true
REGEX "a.b" | "a.b" | "q" => true
REGEX "axb" | "a.b" | "q" => false
REGEX "axb" | " a x b " | "x" => true
REGEX "a b" | "a[ ]b" | "x" => true
REGEX "x" | "(x" => err
REGEX "x" | "x" | "k" => err
REGEX "aa" | "(a)\1" => err
REGEX "b" | "[a-z-[aeiou]]" => err
REGEX "٣" | "^\d$" => true
REGEX "a-b" | "^[\w-]+$" => true
REGEX 1 | "1" => err
REPLACE "abcd" | "b" | "Z" => "aZcd"
REPLACE "abab"@en | "(a)(b)" | "$2$1" => "baba"@en
REPLACE "abracadabra" | "a.*?a" | "*" => "*c*bra"
REPLACE "aaa" | "^a" | "b" => "baa"
REPLACE "ab ab" | "\bab" | "x" => "x x"
REPLACE "ab" | "\b" | "x" => err
REPLACE "a" | "a" | "\$" => "$"
REPLACE "a" | "a" | "$" => err
REPLACE "a" | "a" | "\x" => err
REPLACE "a" | "a*" | "x" => err
REPLACE "a.b" | "." | "$" | "q" => "a$b"
REPLACE "ab" | "(a)|b" | "[$1$2]" => "[a][]"
REPLACE "abcdefghijklmn" | "(a)" | "$10" => "a0bcdefghijklmn"
ABS -1.5 => 1.5
ABS "-7"^^int => 7
ABS "-1"^^float => "1.0E0"^^float
ABS "x" => err
ROUND 2.5 => 3
ROUND -2.5 => -2
ROUND -2.6 => -3
ROUND 2.5e0 => 3.0E0
ROUND -2.5e0 => -2.0E0
ROUND -0.2e0 => -0.0E0
CEIL 1.1 => 2
CEIL -1.1 => -1
FLOOR -1.1 => -2
FLOOR 1.9e0 => 1.0E0
FLOOR 12345678901234567890123.5 => 12345678901234567890123
YEAR "2010-12-21T15:38:02-08:00"^^dateTime => 2010
YEAR "-0044-03-15"^^date => -44
MONTH "2010-12-21"^^date => 12
DAY "2010-12-21"^^date => 21
DAY "10:00:00"^^time => err
HOURS "2010-12-31T24:00:00Z"^^dateTime => 0
DAY "2010-12-31T24:00:00Z"^^dateTime => 1
YEAR "2010-12-31T24:00:00Z"^^dateTime => 2011
HOURS "2010-12-21"^^date => err
MINUTES "11:28:01"^^time => 28
SECONDS "2010-12-21T15:38:02.050Z"^^dateTime => 2.05
SECONDS "2010-12-21T15:38:02Z"^^dateTime => 2
SECONDS "x"^^dateTime => err
TIMEZONE "2010-12-21T15:38:02-08:00"^^dateTime => "-PT8H"^^dayTimeDuration
TIMEZONE "2010-12-21T15:38:02+05:30"^^dateTime => "PT5H30M"^^dayTimeDuration
TIMEZONE "2010-12-21T15:38:02Z"^^dateTime => "PT0S"^^dayTimeDuration
TIMEZONE "2010-12-21T15:38:02"^^dateTime => err
TZ "2010-12-21T15:38:02-08:00"^^dateTime => "-08:00"
TZ "2010-12-21T15:38:02"^^dateTime => ""
MD5 "foo" => "acbd18db4cc2f85cedef654fccc4a4d8"
MD5 "foo"@en => err
SHA1 "" => "da39a3ee5e6b4b0d3255bfef95601890afd80709"
SHA256 "abc" => "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
`
