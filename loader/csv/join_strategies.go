package csv

import (
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// sameStrategies gives the strategies of an organization that rows would tell as one if they were read now: those in the same
// words, that were made of rows under the names of several organizations which are this one by now.
func (j *joiner) sameStrategies(s *graph.Snapshot, organization quad.IRI, claim graph.Claim) (same []sameThing, err error) {
	n := s.Numbers()
	of, summary := n.ID(vocab.Of), n.ID(vocab.Summary)
	if of == 0 || summary == 0 {
		return nil, nil
	}
	owners := mergedIn(s, organization)
	first := map[string]quad.IRI{}
	strategies := slices.Clone(n.Rows(n.ID(organization), quad.Object, of).Others)
	slices.Sort(strategies)
	for _, id := range slices.Compact(strategies) {
		iri, _ := n.Value(id).(quad.IRI)
		for _, words := range n.Rows(id, quad.Subject, summary).Others {
			text := n.Term(words).Text
			made := false
			for _, owner := range owners {
				minted, err := mintEvent(j.names, []string{"strategy", localName(owner)}, []string{string(owner), text})
				if err != nil {
					return nil, err
				}
				made = made || minted == iri
			}
			switch {
			case !made:
			case first[text] == "":
				first[text] = iri
			case first[text] != iri:
				claim.Note = fmt.Sprintf("both are strategies of %s, in the same words", s.CompactIRI(organization))
				same = append(same, sameThing{first[text], iri, claim})
			}
		}
	}
	return same, nil
}
