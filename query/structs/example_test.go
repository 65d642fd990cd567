package structs_test

import (
	"context"
	"fmt"
	"log"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
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
