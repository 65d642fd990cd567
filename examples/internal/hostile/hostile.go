// Package hostile has facts that would do something to the terminal that shows them, for the tests of the programs.
package hostile

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// tricks set the title, clear the screen, write over the line, and turn a name round.
const tricks = `\u001B]0;x\u0007 \u001B[2J\r\u009B2J \u202Eecnatluser\u202C \u2066\u2069\u007F`

// Facts writes a file of N-Quads in which every text and every name has [tricks]: two moves of a person, a way back
// of another, a strategy, a model, a dispute, roles and notes. Things are called id:acme, id:bolt, id:ann, id:chips, id:plan and id:news.
func Facts(t testing.TB) (file string) {
	t.Helper()
	const prefixes = `@prefix id: <https://talentgraph.example/id/> .
@prefix tg: <https://talentgraph.example/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
`
	const facts = `
id:acme a org:Organization ; skos:prefLabel "AcmeTRICKS"@en ; tg:sector id:chips .
id:bolt a org:Organization ; skos:prefLabel "BoltTRICKS" ; tg:sector id:chips .
id:chips a skos:Concept ; skos:prefLabel "chipsTRICKS"@en .
id:ann a tg:Person ; skos:prefLabel "AnnTRICKS"@en .
id:bob a tg:Person ; skos:prefLabel "BobTRICKS"@en .
id:bolt-inc a org:Organization ; skos:prefLabel "BoltTRICKS Inc." .
id:news skos:prefLabel "NewsTRICKS"@en .
id:claim { id:move a tg:Move ; tg:person id:ann ; tg:from id:acme ; tg:to id:bolt ; tg:year 2023 ; tg:withTeam true ; tg:role "chiefTRICKS"@en ; tg:moveKind <https://e.example/kind\u202E> .
  id:plan a tg:Strategy ; tg:of id:acme ; tg:sector id:chips ; tg:summary "planTRICKS"@en .
  id:gone a tg:Move ; tg:person id:bob ; tg:from id:acme ; tg:to id:bolt ; tg:year 2020 .
  id:again a tg:Move ; tg:person id:bob ; tg:from id:bolt ; tg:to id:acme ; tg:year 2022 .
  id:model a tg:Model ; tg:of id:acme ; tg:ledBy id:ann ; skos:prefLabel "modelTRICKS"@en . }
id:other { id:back a tg:Move ; tg:person id:ann ; tg:from id:bolt ; tg:to id:acme ; tg:when "yesterdayTRICKS" .
  id:founding a tg:Move ; tg:person id:ann ; tg:to id:young ; tg:moveKind tg:founding . }
id:claim { id:round a tg:Investment ; tg:investor id:bolt ; tg:investee id:acme ; tg:figure id:sum .
  id:sum a tg:Figure ; tg:value 5000000 ; tg:measure "sumTRICKS"@en ; tg:unit "coinsTRICKS"@en . }
id:young tg:orgKind tg:startUp ; skos:prefLabel "YoungTRICKS"@en .
id:claim a tg:Claim ; prov:hadPrimarySource id:news ; tg:certainty tg:disputed ; tg:note "noteTRICKS"@en ; tg:paragraph 3 .
id:other a tg:Claim ; prov:hadPrimarySource id:news ; tg:certainty tg:stated ; tg:contradicts id:claim .
`
	file = filepath.Join(t.TempDir(), "hostile.trig")
	require.NoError(t, os.WriteFile(file, []byte(prefixes+strings.ReplaceAll(facts, "TRICKS", tricks)), 0o600))
	return file
}

// Plain fails if a text has a character that acts on a terminal, or if it has none of the tricks at all.
func Plain(t testing.TB, text string) {
	t.Helper()
	assert.Regexp(t, `(?i)\\(u001b|u202e|x1b)`, text, "the tricks are shown")
	for i, r := range text {
		if unicode.Is(unicode.Cc, r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r) || r == unicode.ReplacementChar {
			assert.Fail(t, "a character acts on the terminal", "%q in %q", r, text[max(0, i-100):min(len(text), i+100)])
			return
		}
	}
}
