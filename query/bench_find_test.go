package query_test

import (
	"fmt"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/internal/byhand"
	"talentgraph.example/internal/talentgen"
	"talentgraph.example/query"
)

// hireOfMany is what Find reads of the synthetic data, and byhand.Hires by hand.
type hireOfMany struct {
	Move   quad.IRI `quad:"@id"`
	Person quad.IRI `quad:"tg:person"`
	From   quad.IRI `quad:"tg:from"`
	Year   int      `quad:"tg:year"`
	Role   string   `quad:"tg:role"`
	To     struct {
		ID     quad.IRI `quad:"@id"`
		Sector quad.IRI `quad:"tg:sector"`
	} `quad:"tg:to"`
}

// BenchmarkFindByHand reads structs by their tags, and the same ones by loops.
//
//	go test -run XXX -bench FindByHand ./query
func BenchmarkFindByHand(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		b.Run(fmt.Sprintf("%dk", n/1000), func(b *testing.B) {
			y := newYardstick(b, n)
			organization := talentgen.Organization(5)
			for _, c := range []struct {
				name string
				hand byhand.ID
				opts []query.Option
			}{
				{"All", 0, nil},
				{"Where", y.hand.ID(organization), []query.Option{query.Where("From", organization)}},
			} {
				b.Run(c.name, func(b *testing.B) {
					ask := func() []hireOfMany {
						var rows []hireOfMany
						for h, err := range query.Find[hireOfMany](b.Context(), y.g, c.opts...) {
							if err != nil {
								b.Fatal(err)
							}
							rows = append(rows, h)
						}
						return rows
					}
					same(b, ask(), func(h hireOfMany) string {
						return fmt.Sprintf("%s %s %s %d %q %s %s", h.Move, h.Person, h.From, h.Year, h.Role, h.To.ID, h.To.Sector)
					}, y.hand.Hires(c.hand), func(h byhand.Hire) string {
						return fmt.Sprint(h.Move, " ", h.Person, " ", h.From, " ", h.Year, " ", h.Role, " ", h.To, " ", h.ToSector)
					})
					compare(b, func() { ask() }, func() { y.hand.Hires(c.hand) })
				})
			}
		})
	}
}
