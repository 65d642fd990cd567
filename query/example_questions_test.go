package query_test

import (
	"context"
	"fmt"
	"log"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
)

// show prints rows, one a line.
func show[T any](rows []T, err error) {
	if err != nil {
		log.Fatal(err)
	}
	for _, row := range rows {
		fmt.Println(row)
	}
}

func ExampleCareer() {
	show(query.Career(context.Background(), news(), "Ann"))
	// Output:
	// 2021: move Acme → Bolt
}

func ExampleStage() {
	stages, err := query.Career(context.Background(), news(), "Chen")
	if err != nil {
		log.Fatal(err)
	}
	for _, s := range stages {
		fmt.Println(s.Kind, "to", s.At, "in", s.When(), "is", s.Certainty())
	}
	// Output:
	// move to Core in 2023 is inferred
}

func ExampleStageKind() {
	fmt.Println(query.StageMove, query.StageFounding, query.StagePost)
	// Output:
	// move founding post
}

func ExamplePersonProfile() {
	p, err := query.ProfilePerson(context.Background(), news(), "Chen")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(p)
	// Output:
	// Chen
	//   2023: move Bolt → Core
	//   Chen leads Core
}

func ExampleOrganizationProfile() {
	p, err := query.ProfileOrganization(context.Background(), news(), "Bolt")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(p)
	// Output:
	// Bolt
	//   sectors: hospitals
	//   strategy: Sell to hospitals first.
	//   moves: 2 gained, 1 lost
}

func ExampleCompared() {
	x, err := query.Compare(context.Background(), news(), "Acme", "Bolt")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(x.AtoB, "went to Bolt,", x.BtoA, "came back; only Bolt is in", x.OnlyB)
	// Output:
	// 2 went to Bolt, 0 came back; only Bolt is in [hospitals]
}

func ExampleMember() {
	members, err := query.Roster(context.Background(), news(), "Bolt", query.AsOf("2021"))
	if err != nil {
		log.Fatal(err)
	}
	for _, m := range members {
		fmt.Println(m)
	}
	// Output:
	// Ann at Bolt
}

func ExampleRival() {
	show(query.Rivals(context.Background(), news(), "Bolt"))
	// Output:
	// Acme: took 0, gave 2
	// Core: took 1, gave 0
}

func ExampleNet() {
	show(query.NetFlow(context.Background(), news()))
	// Output:
	// Bolt: +2 -1
	// Core: +1 -0
	// Acme: +0 -2
}

func ExampleBrokers() {
	show(query.Brokers(context.Background(), news()))
	// Output:
	// Bolt: +2 -1
}

func ExampleYearFlow() {
	show(query.FlowsByYear(context.Background(), news(), query.Between("2022", "2023")))
	// Output:
	// 2022: Acme → Bolt: 1
	// 2023: Bolt → Core: 1
}

func ExampleSectorFlow() {
	show(query.FlowsBySector(context.Background(), news()))
	// Output:
	// no sector: Acme → Bolt: 2
	// no sector: Bolt → Core: 1
}

func ExampleSectorMembers() {
	show(query.Sectors(context.Background(), news()))
	// Output:
	// health: Bolt
	// hospitals: Bolt
}

func ExamplePresence() {
	presences, err := query.Presences(context.Background(), news(), query.At("Bolt"))
	if err != nil {
		log.Fatal(err)
	}
	for _, p := range presences {
		fmt.Println(p.Organization, "is in", p.Sector, "through", len(p.Through), "thing;", p.Evidence()[0])
	}
	// Output:
	// Bolt is in hospitals through 1 thing; id:news ¶4 stated
}

func ExampleSectorMatrix() {
	m, err := query.Matrix(context.Background(), news())
	if err != nil {
		log.Fatal(err)
	}
	for i, organization := range m.Organizations {
		for j, sector := range m.Sectors {
			if p, ok := m.Cell(i, j); ok {
				fmt.Println(organization, sector, p.Certainty())
			}
		}
	}
	// Output:
	// Bolt hospitals stated
}

func ExampleFact() {
	facts, err := query.Why(context.Background(), news(), "Core", "tg:ledBy", "Chen")
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range facts {
		fmt.Println(f, "says", f.Evidence()[0])
	}
	// Output:
	// Core · ledBy · Chen says id:news ¶5 stated
}

func ExampleClaimed() {
	ctx := context.Background()
	claims, err := query.Claims(ctx, news(), "id:news", query.Top(1))
	if err != nil {
		log.Fatal(err)
	}
	for _, d := range claims {
		facts, err := d.Facts(ctx)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(d, "states", len(facts), "facts")
	}
	// Output:
	// id:news ¶1 stated states 4 facts
}

func ExampleDispute() {
	show(query.Disputed(context.Background(), news()))
	// Output:
	// [id:news ¶2 disputed]
}

func ExamplePath() {
	p, err := query.ShortestPath(context.Background(), news(), "Ann", "Chen")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(p)
	// Output:
	// Ann ←person– move-1 –to→ Bolt ←from– move-3 –person→ Chen
}

func ExampleHop() {
	p, err := query.ShortestPath(context.Background(), news(), "Core", "Chen")
	if err != nil {
		log.Fatal(err)
	}
	for _, h := range p.Hops {
		fmt.Println(h, h.Facts[0].Evidence())
	}
	// Output:
	// Core –ledBy→ Chen [id:news ¶5 stated]
}

func ExampleNeighbour() {
	for n, err := range query.Neighbourhood(context.Background(), news(), "Core", 1) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(n)
	}
	// Output:
	// 1: Core –ledBy→ Chen
	// 1: Core ←to– move-3
}

func ExampleHit() {
	for h, err := range query.Search(context.Background(), news(), "bol", query.Top(1)) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(h.Entity, h.Match)
	}
	// Output:
	// Bolt prefix
}

func ExamplePlan() {
	var plan query.Plan
	if _, err := query.WhoLeft(context.Background(), news(), "Acme", "", query.Explain(&plan)); err != nil {
		log.Fatal(err)
	}
	fmt.Println(plan.Question, plan.Rows)
	for _, step := range plan.Steps {
		fmt.Println(step.Does, step.Index, step.In, step.Out)
	}
	// Output:
	// WhoLeft 2
	// resolve a name names 1 1
	// follow tg:from by object 1 2
	// read moves by subject 2 2
}

func ExampleText() {
	// The source's bytes decide: a space more would be another text.
	const article = "Ann joins Bolt.\nAnn was at Acme."
	ctx, g := context.Background(), graph.New()
	err := g.Add(ctx, quad.Quad{
		Subject: quad.IRI(vocab.ID + "news"), Predicate: vocab.SHA256,
		Object: quad.String("c2cbda37f7738cc19ba95b20e3eda8035677f6cffac4c51614262b635b1ee4f4"),
	})
	if err != nil {
		log.Fatal(err)
	}
	text, err := query.ReadText(ctx, g, article)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(text.Passage(graph.Evidence{Source: vocab.ID + "news", Paragraph: 2, Start: 4, End: 15}))
	// Output:
	// was at Acme <nil>
}

// startUp is a graph of one company with its founder and a team that went along.
func startUp() *graph.Graph {
	g := graph.New()
	say := func(s, p quad.IRI, o quad.Value) quad.Quad {
		return quad.Quad{Subject: quad.IRI(vocab.ID + s), Predicate: p, Object: o}
	}
	err := g.Add(context.Background(),
		say("move", vocab.Person, quad.IRI(vocab.ID+"dana")), say("move", vocab.To, quad.IRI(vocab.ID+"ember")),
		say("move", vocab.MoveKind, vocab.KindFounding), say("move", vocab.When, quad.TypedString{Value: "2024-03", Type: vocab.XSDGYearMonth}),
		say("move", vocab.WithTeam, quad.Bool(true)), say("move", vocab.Figure, quad.IRI(vocab.ID+"size")),
		say("size", vocab.Measure, quad.LangString{Value: "team size", Lang: "en"}), say("size", vocab.Value, quad.Int(20)),
		say("size", vocab.Unit, quad.LangString{Value: "people", Lang: "en"}), say("size", vocab.Bound, vocab.BoundMoreThan))
	if err != nil {
		log.Fatal(err)
	}
	return g
}

func ExampleFounder() {
	show(query.Founders(context.Background(), startUp()))
	// Output:
	// dana founded ember (2024-03)
}

func ExampleStartUp() {
	show(query.StartUps(context.Background(), startUp()))
	// Output:
	// ember, founded by dana
}

func ExampleTeam() {
	for team, err := range query.Teams(context.Background(), startUp()) {
		fmt.Println(team, err)
	}
	// Output:
	// team that went along with dana to ember; team size: more than 20 people <nil>
}

func ExampleFigure() {
	for team := range query.Teams(context.Background(), startUp()) {
		for _, f := range team.Figures() {
			fmt.Println(f.Measure(), "in", f.Unit(), "is more than it says:", f.Bound == vocab.BoundMoreThan)
		}
	}
	// Output:
	// team size in people is more than it says: true
}
