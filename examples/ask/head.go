package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"talentgraph.example/examples/internal/data"
	"talentgraph.example/graph"
	"talentgraph.example/query/questions"
)

// head stands over a table: what was asked, how many rows there are, and whose facts they are.
type head struct {
	title  string
	total  string
	source string
	next   string // the cursor of the rows behind those that are shown; empty if there are none
}

// titleOf is the question's title with the names it is about, as the language calls them.
func titleOf(ctx context.Context, s *graph.Snapshot, l *questions.Language, lang string, q questions.Question, given []string) string {
	title := q.Title.In(lang)
	var names []string
	for i, name := range given {
		if name == "" {
			continue
		}
		kind, ok := kindOf(q.Args[i].Kind)
		if ok || i > 0 { // a text that comes later may name a thing; the first one is what is searched for
			if e, err := s.Resolve(ctx, name, kind); err == nil {
				name = l.Name(e)
			}
		}
		for _, c := range q.Args[i].Choices() {
			if c.Value == name {
				name = c.Label.In(lang)
			}
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return title
	}
	return l.Say("%s: %s", title, strings.Join(names, l.Word(", ")))
}

// kindOf is the kind of thing that an argument names; false if it is no name.
func kindOf(kind questions.Kind) (graph.Kind, bool) {
	switch kind {
	case questions.Organization:
		return graph.OrganizationKind(), true
	case questions.Person:
		return graph.PersonKind(), true
	case questions.Sector:
		return graph.SectorKind(), true
	case questions.Source:
		return graph.SourceKind(), true
	case questions.Entity:
		return graph.AnyKind(), true
	}
	return graph.AnyKind(), false
}

// totalOf says how many rows there are, and how many of them are shown.
func totalOf(lang string, shown, all int) string {
	one := questions.Words{En: "1 row", Hant: "共1行", Hans: "共1行"}
	some := questions.Words{En: "%d rows", Hant: "共%d行", Hans: "共%d行"}
	part := questions.Words{En: "%d of %d rows", Hant: "共%[2]d行，顯示%[1]d行", Hans: "共%[2]d行，显示%[1]d行"}
	switch {
	case all > shown:
		return fmt.Sprintf(part.In(lang), shown, all)
	case shown == 1:
		return one.In(lang)
	}
	return fmt.Sprintf(some.In(lang), shown)
}

// more says how to get the rows that are not shown; nothing if there are none.
func (h head) more(lang string) string {
	if h.next == "" {
		return ""
	}
	return questions.Words{En: "More: ", Hant: "其餘：", Hans: "其余："}.In(lang) + "-after " + h.next
}

// sourceOf says whose facts were asked: the files', or those of the bundled article, or both.
func (s *settings) sourceOf(l *questions.Language) string {
	var all []string
	if len(s.data) == 0 || s.article {
		bundled := questions.Words{En: "the bundled article", Hant: "內附的文章", Hans: "内附的文章"}
		all = append(all, bundled.In(s.lang)+l.Say(" (%s)", "id:talentwar2024"))
	}
	for _, file := range s.data {
		if data.Shared(file) {
			all = append(all, data.Shown(file))
			continue
		}
		all = append(all, filepath.Base(file))
	}
	source := questions.Words{En: "Source", Hant: "來源", Hans: "来源"}.In(s.lang)
	return l.Say("%s: %s", source, strings.Join(all, l.Word(", ")))
}
