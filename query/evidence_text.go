package query

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query/internal/ask"
)

// ErrWrongText: a text that is not, byte for byte, that of a source in the graph.
var ErrWrongText = errors.New("not the text of a source")

// Text is the text of a source, held against the source's SHA-256. It gives the passages that evidence
// points to. Safe for concurrent use.
type Text struct {
	sources    []quad.IRI
	paragraphs []string
}

// Passage is what a claim says in its source's own words.
type Passage struct {
	Claim quad.Value
	Text  string
}

// MarshalJSON writes the claim and the text.
func (p Passage) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Claim string `json:"claim"`
		Text  string `json:"text"`
	}{ask.NodeText(p.Claim), p.Text})
}

// ReadText finds the source that a text is that of, by the SHA-256 of its bytes (tg:sha256). The text must
// be whole and unchanged, line ends and all; else the error is [ErrWrongText].
func ReadText(ctx context.Context, r graph.Reader, text string) (*Text, error) {
	var t *Text
	err := r.View(ctx, func(s *graph.Snapshot) (err error) {
		t, err = readText(s, text)
		return err
	})
	return t, err
}

func readText(s *graph.Snapshot, text string) (*Text, error) {
	sum := sha256.Sum256([]byte(text))
	hash := hex.EncodeToString(sum[:])
	n := s.Numbers()
	predicate, value := n.ID(vocab.SHA256), n.ID(quad.String(hash))
	t := &Text{paragraphs: strings.Split(text, "\n")}
	if predicate != 0 && value != 0 {
		n.Row(value, quad.Object, []graph.ID{predicate}, func(r graph.Run) {
			for _, source := range slices.Compact(slices.Clone(r.Others)) {
				if iri, ok := n.Entity(source).Node().(quad.IRI); ok {
					t.sources = append(t.sources, iri)
				}
			}
		})
	}
	if len(t.sources) == 0 {
		return nil, fmt.Errorf("%w: no source in the graph has the SHA-256 %s; give the whole text as its source had it, to the byte", ErrWrongText, hash)
	}
	return t, nil
}

// Sources are the sources that have this text: one, as a rule.
func (t *Text) Sources() []quad.IRI { return slices.Clone(t.sources) }

// Passage gives the words that a claim points to: from Start to End, in runes, of the paragraph, which is a
// line of the text. A claim that names only a paragraph gives the whole of it. A claim of another source,
// without a paragraph, or past the end of its paragraph is an error.
func (t *Text) Passage(e graph.Evidence) (string, error) {
	switch {
	case !slices.Contains(t.sources, e.Source):
		return "", fmt.Errorf("claim %s: its source is %s, and the text is that of %s", ask.NodeText(e.Claim), e.Source, t.sources[0])
	case e.Paragraph == 0:
		return "", fmt.Errorf("claim %s does not say where in %s it is found", ask.NodeText(e.Claim), e.Source)
	case e.Paragraph < 0 || e.Paragraph > len(t.paragraphs):
		return "", fmt.Errorf("claim %s: no paragraph %d; %s has %d", ask.NodeText(e.Claim), e.Paragraph, e.Source, len(t.paragraphs))
	}
	paragraph := []rune(t.paragraphs[e.Paragraph-1])
	if e.End == 0 {
		return string(paragraph), nil
	}
	if e.Start < 0 || e.End < e.Start || e.End > len(paragraph) {
		return "", fmt.Errorf("claim %s: no runes %d to %d in paragraph %d of %s, which has %d", ask.NodeText(e.Claim), e.Start, e.End, e.Paragraph, e.Source, len(paragraph))
	}
	return string(paragraph[e.Start:e.End]), nil
}

// sourceText is the text given with [WithSource]; nil without it.
func sourceText(q *ask.Question) (*Text, error) {
	if !q.Options.Has(ask.OptText) {
		return nil, nil
	}
	return readText(q.Snapshot, q.Options.FullText)
}

// of gives the passages of those claims that have one in this text.
func (t *Text) of(evidence []graph.Evidence) ([]Passage, error) {
	if t == nil {
		return nil, nil
	}
	var passages []Passage
	for _, e := range evidence {
		if e.Paragraph == 0 || !slices.Contains(t.sources, e.Source) {
			continue
		}
		text, err := t.Passage(e)
		if err != nil {
			return nil, err
		}
		passages = append(passages, Passage{e.Claim, text})
	}
	return passages, nil
}
