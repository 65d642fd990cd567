package structs_test

import (
	"context"
	"errors"
	"fmt"
	"log"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
	"talentgraph.example/query/structs"
)

func ExampleFind() {
	type move struct {
		ID     quad.IRI     `quad:"@id"`
		Person graph.Entity `quad:"tg:person"`
		To     graph.Entity `quad:"tg:to"`
		Year   int          `quad:"tg:year,optional"`
	}
	for m, err := range structs.Find[move](context.Background(), news(), structs.Where("To", "id:bolt"), structs.OrderBy("-Year")) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(m.Person, m.Year)
	}
	// Output:
	// Bo 2022
	// Ann 2021
}

func ExampleSave() {
	type book struct {
		ID     quad.IRI          `quad:"@id"`
		_      struct{}          `quad:"rdf:type=id:Book"`
		Title  map[string]string `quad:"rdfs:label"`
		Pages  int               `quad:"id:pages,optional"`
		Author []quad.IRI        `quad:"<- id:wrote,optional"`
	}
	ctx, g := context.Background(), graph.New()
	_, err := structs.Save(ctx, g, book{
		ID: vocab.ID + "dream", Title: map[string]string{"zh-Hant": "紅樓夢"}, Author: []quad.IRI{vocab.ID + "cao"},
	})
	if err != nil {
		log.Fatal(err)
	}
	for b, err := range structs.Find[book](ctx, g) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(b.Title["zh-Hant"], len(b.Author))
	}
	// Output:
	// 紅樓夢 1
}

func ExampleShapeError() {
	type person struct {
		Friends []person `quad:"id:knows"`
	}
	for _, err := range structs.Find[person](context.Background(), news()) {
		fmt.Println(err)
	}
	// Output:
	// structs_test.person: it holds itself, by way of [structs_test.person], and would never end; let a field be a quad.IRI or graph.Entity instead of a struct
}

func ExampleGet() {
	type person struct {
		ID   quad.IRI          `quad:"@id"`
		Name map[string]string `quad:"skos:prefLabel"`
	}
	ctx, g := context.Background(), news()
	ann, err := structs.Get[person](ctx, g, quad.IRI("id:ann"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(ann.Name["en"])
	_, err = structs.Get[person](ctx, g, quad.IRI("id:acme"))
	fmt.Println(errors.Is(err, graph.ErrNotFound), err)
	// Output:
	// Ann
	// true structs_test.person of https://talentgraph.example/id/acme: not found: it has no skos:prefLabel, which the field Name needs
}

func ExampleCount() {
	type move struct {
		Person quad.IRI `quad:"tg:person"`
		To     quad.IRI `quad:"tg:to"`
	}
	n, err := structs.Count[move](context.Background(), news(), structs.Where("To", "id:bolt"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(n)
	// Output:
	// 2
}

func ExampleDelete() {
	type move struct {
		Person quad.IRI `quad:"tg:person"`
		From   quad.IRI `quad:"tg:from,optional"`
		To     quad.IRI `quad:"tg:to"`
	}
	ctx, g := context.Background(), news()
	quads, err := structs.Delete[move](ctx, g, quad.IRI("id:move-1"))
	if err != nil {
		log.Fatal(err)
	}
	left, err := structs.Count[move](ctx, g)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(quads, left) // the move's tg:year is no field of move, and stays
	// Output:
	// 3 2
}

func ExampleRange() {
	type move struct {
		ID   quad.IRI `quad:"@id"`
		Year int      `quad:"tg:year"`
	}
	ctx, g := context.Background(), news()
	for _, years := range []structs.Range{structs.AtLeast(2022), structs.AtMost(2021), structs.Between(2022, 2022)} {
		n, err := structs.Count[move](ctx, g, structs.Where("Year", years))
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(n)
	}
	// Output:
	// 2
	// 1
	// 1
}

func ExampleBetween() {
	type release struct {
		ID   quad.IRI     `quad:"@id"`
		Date structs.Date `quad:"id:released"`
	}
	ctx, g := context.Background(), graph.New()
	for name, text := range map[string]string{"id:a": "2023-11-30", "id:b": "2024-03", "id:c": "2024"} {
		date, err := structs.ParseDate(text)
		if err != nil {
			log.Fatal(err)
		}
		if _, err := structs.Save(ctx, g, release{quad.IRI(name), date}); err != nil {
			log.Fatal(err)
		}
	}
	spring := structs.Where("Date", structs.Between("2024-03", "2024-05"))
	for r, err := range structs.Find[release](ctx, g, spring, structs.OrderBy("Date")) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(r.Date)
	}
	// Output:
	// 2024
	// 2024-03
}

// A price of 0 is a price: a pointer, or the tag zero, keeps it apart from one that is missing.
func ExampleSave_zero() {
	type product struct {
		ID    quad.IRI `quad:"@id"`
		Name  string   `quad:"id:name"`
		Price *float64 `quad:"id:price,optional"`
		Stock int      `quad:"id:stock,optional,zero"`
	}
	ctx, g := context.Background(), graph.New()
	free := 0.0
	for _, p := range []product{{"id:pen", "pen", &free, 3}, {"id:ink", "ink", nil, 0}} {
		if _, err := structs.Save(ctx, g, p); err != nil {
			log.Fatal(err)
		}
	}
	for p, err := range structs.Find[product](ctx, g) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(p.Name, p.Price != nil, p.Stock)
	}
	n, err := structs.Count[product](ctx, g, structs.Where("Stock", 0))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(n, "out of stock")
	// Output:
	// ink false 0
	// pen true 3
	// 1 out of stock
}

// The tag time says when a node was, and lenient passes over what does not fit.
func ExampleFind_tags() {
	type model struct {
		Name     string     `quad:"rdfs:label,lenient"`
		Released quad.Value `quad:"id:released,optional,time"`
	}
	ctx, g := context.Background(), graph.New()
	for node, date := range map[string]string{"one": "2023-05", "two": "2024"} {
		for predicate, text := range map[string]string{vocab.ID + "released": date, string(vocab.RDFSLabel): node} {
			if err := g.Add(ctx, quad.Quad{Subject: quad.IRI(vocab.ID + node), Predicate: quad.IRI(predicate), Object: quad.String(text)}); err != nil {
				log.Fatal(err)
			}
		}
	}
	for m, err := range structs.Find[model](ctx, g, query.AsOf("2023")) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(m.Name, m.Released)
	}
	// Output:
	// one "2023-05"
}
