package query_test

import (
	"fmt"
	"iter"
	"testing"

	"talentgraph.example/internal/byhand"
	"talentgraph.example/internal/talentgen"
)

// BenchmarkEntityByHand asks the questions about one entity, as BenchmarkByHand does, of data that has
// teams, leaders, founders and what else these questions look for. A loop begins with the IRI of the entity,
// as the question does. The order of answers counts, too.
//
//	go test -run XXX -bench EntityByHand ./query
//	go test -run XXX -bench EntityByHand/1000k/Roster ./query
func BenchmarkEntityByHand(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		b.Run(fmt.Sprintf("%dk", n/1000), func(b *testing.B) {
			y := yardstickOf(b, talentgen.Rich(1, n), n)
			for _, q := range []struct {
				name string
				ask  func(b *testing.B, y *yardstick) (ours, theirs func())
			}{
				{"Left", leftByHand}, {"Joined", joinedByHand}, {"NetFlowAt", netAtByHand}, {"Roster", rosterByHand},
				{"ProfilePerson", personByHand}, {"ProfileOrganization", organizationByHand}, {"Compare", compareByHand},
				{"LeadersAt", leadersAtByHand}, {"LeadersPerson", leadersPersonByHand},
				{"FoundersAt", foundersAtByHand}, {"FoundersPerson", foundersPersonByHand},
				{"TeamsAt", teamsAtByHand}, {"TeamsPerson", teamsPersonByHand},
				{"StrategiesOf", strategiesOfByHand}, {"PresencesAt", presencesAtByHand}, {"Rivals", rivalsByHand},
				{"Upstream2", upstreamByHand(2)}, {"Upstream3", upstreamByHand(3)}, {"Neighbourhood2", neighbourhoodByHand},
				{"Why", whyByHand},
			} {
				b.Run(q.name, func(b *testing.B) {
					ours, theirs := q.ask(b, y)
					compare(b, ours, theirs)
				})
			}
		})
	}
}

// streamByHand holds a question that streams against a loop. The stream is read to its end, and its rows
// are not kept.
func streamByHand[A, B any](b *testing.B, ask func() iter.Seq2[A, error], line func(A) string, loop func() []B, theirLine func(B) string) (ours, theirs func()) {
	b.Helper()
	var rows []A
	read := func(keep bool) {
		for row, err := range ask() {
			if err != nil {
				b.Fatal(err)
			}
			if keep {
				rows = append(rows, row)
			}
		}
	}
	read(true)
	sameOrder(b, lines(rows, line), lines(loop(), theirLine))
	return func() { read(false) }, func() { loop() }
}

// listByHand holds a question that gives a list against a loop.
func listByHand[A, B any](b *testing.B, ask func() ([]A, error), line func(A) string, loop func() []B, theirLine func(B) string) (ours, theirs func()) {
	b.Helper()
	return oneByHand(b, ask, func(rows []A) []string { return lines(rows, line) }, loop, func(rows []B) []string { return lines(rows, theirLine) })
}

// oneByHand holds a question that has one answer against a loop.
func oneByHand[A, B any](b *testing.B, ask func() (A, error), write func(A) []string, loop func() B, theirWrite func(B) []string) (ours, theirs func()) {
	b.Helper()
	read := func() A {
		answer, err := ask()
		if err != nil {
			b.Fatal(err)
		}
		return answer
	}
	sameOrder(b, write(read()), theirWrite(loop()))
	return func() { read() }, func() { loop() }
}

// sameOrder wants two answers to have the same lines in the same order, and some.
func sameOrder(b *testing.B, ours, theirs []string) {
	b.Helper()
	for i := range max(len(ours), len(theirs)) {
		if i >= len(ours) || i >= len(theirs) || ours[i] != theirs[i] {
			b.Fatalf("%d rows by the question, %d by hand; the first other ones: %q, %q", len(ours), len(theirs),
				ours[min(i, len(ours)):min(i+1, len(ours))], theirs[min(i, len(theirs)):min(i+1, len(theirs))])
		}
	}
	if len(ours) == 0 {
		b.Fatal("no rows")
	}
}

// firstPerson is the first person for whom a loop has rows.
func firstPerson[B any](b *testing.B, y *yardstick, loop func(byhand.ID) []B) string {
	b.Helper()
	for i := range y.n {
		if person := talentgen.Person(i); len(loop(y.hand.ID(person))) > 0 {
			return string(person)
		}
	}
	b.Fatal("nobody")
	return ""
}
