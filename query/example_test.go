package query_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
)

// news is a small graph of three moves and a strategy, each with the claim behind it.
func news() *graph.Graph {
	g := graph.New()
	id := func(name string) quad.IRI { return quad.IRI(vocab.ID + name) }
	err := g.Update(context.Background(), func(tx *graph.Tx) error {
		named := func(class quad.IRI, names map[string]string) error {
			for name, label := range names {
				err := tx.Add(
					quad.Quad{Subject: id(name), Predicate: vocab.RDFType, Object: class},
					quad.Quad{Subject: id(name), Predicate: vocab.SKOSPrefLabel, Object: quad.LangString{Value: quad.String(label), Lang: "en"}})
				if err != nil {
					return err
				}
			}
			return nil
		}
		assert := func(paragraph int, certainty graph.Certainty, facts ...quad.Quad) error {
			_, err := tx.Assert(graph.Claim{Source: id("news"), Paragraph: paragraph, Certainty: certainty}, facts...)
			return err
		}
		move := func(n int, person, from, to string, certainty graph.Certainty) error {
			m := id(fmt.Sprint("move-", n))
			return assert(n, certainty,
				quad.Quad{Subject: m, Predicate: vocab.Person, Object: id(person)},
				quad.Quad{Subject: m, Predicate: vocab.From, Object: id(from)},
				quad.Quad{Subject: m, Predicate: vocab.To, Object: id(to)},
				quad.Quad{Subject: m, Predicate: vocab.Year, Object: quad.Int(2020 + n)})
		}
		for _, err := range []error{
			named(vocab.ClassPerson, map[string]string{"ann": "Ann", "bo": "Bo", "chen": "Chen"}),
			named(vocab.ORGOrganization, map[string]string{"acme": "Acme", "bolt": "Bolt", "core": "Core"}),
			named(vocab.SKOSConcept, map[string]string{"health": "health", "hospitals": "hospitals"}),
			tx.Add(
				quad.Quad{Subject: id("hospitals"), Predicate: vocab.SKOSBroader, Object: id("health")},
				quad.Quad{Subject: id("strategy"), Predicate: vocab.RDFType, Object: vocab.ClassStrategy}),
			move(1, "ann", "acme", "bolt", graph.Stated),
			move(2, "bo", "acme", "bolt", graph.Disputed),
			move(3, "chen", "bolt", "core", graph.Inferred),
			assert(4, graph.Stated,
				quad.Quad{Subject: id("strategy"), Predicate: vocab.Of, Object: id("bolt")},
				quad.Quad{Subject: id("strategy"), Predicate: vocab.Sector, Object: id("hospitals")},
				quad.Quad{Subject: id("strategy"), Predicate: vocab.Summary, Object: quad.LangString{Value: "Sell to hospitals first.", Lang: "en"}}),
			assert(5, graph.Stated,
				quad.Quad{Subject: id("core"), Predicate: vocab.LedBy, Object: id("chen")}),
		} {
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		log.Fatal(err)
	}
	return g
}

func ExampleWhoLeft() {
	moves, err := query.WhoLeft(context.Background(), news(), "Acme", "Bolt")
	if err != nil {
		log.Fatal(err)
	}
	for _, m := range moves {
		fmt.Println(m, m.Certainty(), m.EvidenceFor(vocab.To))
	}
	// Output:
	// Ann: Acme → Bolt (2021) stated [id:news ¶1 stated]
	// Bo: Acme → Bolt (2022) disputed [id:news ¶2 disputed]
}

func ExampleMove() {
	for m, err := range query.Moves(context.Background(), news(), query.Person("Chen")) {
		if err != nil {
			log.Fatal(err)
		}
		text, err := json.MarshalIndent(m, "", "  ")
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(string(text))
	}
	// Output:
	// {
	//   "id": "https://talentgraph.example/id/move-3",
	//   "person": {
	//     "id": "https://talentgraph.example/id/chen",
	//     "label": "Chen",
	//     "lang": "en",
	//     "labels": {
	//       "en": "Chen"
	//     }
	//   },
	//   "from": {
	//     "id": "https://talentgraph.example/id/bolt",
	//     "label": "Bolt",
	//     "lang": "en",
	//     "labels": {
	//       "en": "Bolt"
	//     }
	//   },
	//   "to": {
	//     "id": "https://talentgraph.example/id/core",
	//     "label": "Core",
	//     "lang": "en",
	//     "labels": {
	//       "en": "Core"
	//     }
	//   },
	//   "year": 2023,
	//   "when": "2023",
	//   "whenCertainty": "inferred",
	//   "certainty": "inferred",
	//   "evidence": [
	//     {
	//       "claim": "https://talentgraph.example/id/claim-yezq73aei6fnsb63rydk66ve",
	//       "source": "https://talentgraph.example/id/news",
	//       "paragraph": 3,
	//       "certainty": "inferred"
	//     }
	//   ]
	// }
}

func ExampleMoves() {
	for m, err := range query.Moves(context.Background(), news(), query.To("Bolt"), query.Years(2022, 2030)) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(m)
	}
	// Output:
	// Bo: Acme → Bolt (2022)
}

func ExampleFlows() {
	flows, err := query.Flows(context.Background(), news(), query.Top(1))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(flows[0])
	// Output:
	// Acme → Bolt: 2
}

func ExampleFlow_Moves() {
	ctx := context.Background()
	flows, err := query.Flows(ctx, news())
	if err != nil {
		log.Fatal(err)
	}
	moves, err := flows[0].Moves(ctx)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(moves)
	// Output:
	// [Ann: Acme → Bolt (2021) Bo: Acme → Bolt (2022)]
}

// A claim that is too weak is taken away before the question is asked.
func ExampleCertaintyAtLeast() {
	flows, err := query.Flows(context.Background(), news(), query.CertaintyAtLeast(graph.Inferred))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(flows)
	// Output:
	// [Acme → Bolt: 1 Bolt → Core: 1]
}

func ExampleDownstream() {
	reached, err := query.Downstream(context.Background(), news(), "Acme", 2)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(reached)
	// Output:
	// [Core]
}

func ExampleStrategiesBySector() {
	strategies, err := query.StrategiesBySector(context.Background(), news(), "health")
	if err != nil {
		log.Fatal(err)
	}
	for _, s := range strategies {
		fmt.Println(s)
	}
	// Output:
	// Bolt in hospitals: Sell to hospitals first.
}

func ExampleLeaders() {
	for l, err := range query.Leaders(context.Background(), news()) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(l, l.Evidence())
	}
	// Output:
	// Chen leads Core [id:news ¶5 stated]
}
