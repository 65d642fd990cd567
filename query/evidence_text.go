package query

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// ErrWrongText: a text that is not, byte for byte, that of a source in the graph.
var ErrWrongText = errors.New("not the text of a source")

// Text is the text of a source, or of several, each held against the source's SHA-256. It gives the passages that
// evidence points to. Safe for concurrent use.
type Text struct {
	sources    []quad.IRI
	paragraphs map[quad.IRI][]string // of each source
}

// Passage is what a claim says in its source's own words.
type Passage struct {
	Claim quad.Value
	Text  string
}

// MarshalJSON writes the claim and the text.
func (p Passage) MarshalJSON() ([]byte, error) { return rowJSON(p) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (p *Passage) UnmarshalJSON(text []byte) error { return readRow(text, p) }

func (p *Passage) describe(f *jsontext.Fields) {
	nodeField(f, "claim", &p.Claim)
	jsontext.Word(f, "text", &p.Text)
}

// Excerpt is a passage with what stands around it in its paragraph.
type Excerpt struct {
	Before  string `json:"before,omitempty"`
	Passage string `json:"passage"`
	After   string `json:"after,omitempty"`
}

// ReadText finds the sources that some texts are those of, by the SHA-256 of their bytes (tg:sha256). Each text must
// be whole and unchanged, line ends and all; else the error is [ErrWrongText].
func ReadText(ctx context.Context, r graph.Reader, texts ...string) (*Text, error) {
	if err := ask.Given(ctx, r, "ReadText"); err != nil {
		return nil, err
	}
	t := &Text{paragraphs: map[quad.IRI][]string{}}
	err := r.View(ctx, func(s *graph.Snapshot) error { return t.read(ctx, s, texts) })
	if err != nil {
		return nil, err
	}
	return t, nil
}

// read adds some texts.
func (t *Text) read(ctx context.Context, s *graph.Snapshot, texts []string) error {
	for _, text := range texts {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := t.add(s, text); err != nil {
			return err
		}
	}
	return nil
}

func (t *Text) add(s *graph.Snapshot, text string) error {
	sum := sha256.Sum256([]byte(text))
	hash := hex.EncodeToString(sum[:])
	n := s.Numbers()
	predicate, value := n.ID(vocab.SHA256), n.ID(quad.String(hash))
	found := false
	paragraphs := strings.Split(text, "\n")
	if predicate != 0 && value != 0 {
		n.Row(value, quad.Object, []graph.ID{predicate}, func(r graph.Run) {
			for _, source := range slices.Compact(slices.Clone(r.Others)) {
				if iri, ok := n.Entity(source).Node().(quad.IRI); ok {
					if found = true; !t.has(iri) {
						t.sources = append(t.sources, iri)
					}
					t.paragraphs[iri] = paragraphs
				}
			}
		})
	}
	if !found {
		return fmt.Errorf("%w: no source in the graph has the SHA-256 %s; give the whole text as its source had it, to the byte", ErrWrongText, hash)
	}
	return nil
}

// Sources are the sources whose text this is: one for each text, as a rule.
func (t *Text) Sources() []quad.IRI { return slices.Clone(t.sources) }

// Passage gives the words that a claim points to: from Start to End, in runes, of the paragraph, which is a
// line of the text. A claim that names only a paragraph gives the whole of it. A claim of another source,
// without a paragraph, or past the end of its paragraph is an error.
func (t *Text) Passage(e graph.Evidence) (string, error) {
	x, err := t.Around(e, 0)
	return x.Passage, err
}

// Around gives the passage that a claim points to, as [Text.Passage] does, and at most so many runes of its paragraph
// before and behind it.
func (t *Text) Around(e graph.Evidence, runes int) (Excerpt, error) {
	if t == nil {
		t = &Text{}
	}
	paragraphs, found := t.paragraphs[e.Source]
	switch {
	case !found:
		return Excerpt{}, fmt.Errorf("claim %s: its source is %s, and the text is that of %s", ask.NodeText(e.Claim), e.Source, t.whose())
	case e.Paragraph == 0:
		return Excerpt{}, fmt.Errorf("claim %s does not say where in %s it is found", ask.NodeText(e.Claim), e.Source)
	case e.Paragraph < 0 || e.Paragraph > len(paragraphs):
		return Excerpt{}, fmt.Errorf("claim %s: no paragraph %d; %s has %d", ask.NodeText(e.Claim), e.Paragraph, e.Source, len(paragraphs))
	case e.End == 0:
		return Excerpt{Passage: paragraphs[e.Paragraph-1]}, nil
	}
	paragraph := []rune(paragraphs[e.Paragraph-1])
	if e.Start < 0 || e.End < e.Start || e.End > len(paragraph) {
		return Excerpt{}, fmt.Errorf("claim %s: no runes %d to %d in paragraph %d of %s, which has %d", ask.NodeText(e.Claim), e.Start, e.End, e.Paragraph, e.Source, len(paragraph))
	}
	first, last := max(0, e.Start-max(0, runes)), e.End+min(max(0, runes), len(paragraph)-e.End)
	return Excerpt{string(paragraph[first:e.Start]), string(paragraph[e.Start:e.End]), string(paragraph[e.End:last])}, nil
}

// whose lists the sources, for messages.
func (t *Text) whose() string {
	if len(t.sources) == 0 {
		return "none"
	}
	names := make([]string, len(t.sources))
	for i, source := range t.sources {
		names[i] = string(source)
	}
	return strings.Join(names, ", ")
}

// has tells whether the text of a source is at hand; a nil Text has none.
func (t *Text) has(source quad.IRI) bool { return t != nil && t.paragraphs[source] != nil }

// sourceText is what [WithSource] and [WithText] give together; nil without them.
func sourceText(ctx context.Context, q *ask.Question) (*Text, error) {
	if !q.Options.Has(ask.OptText) {
		return nil, nil
	}
	given, isGiven := q.Options.ReadText.(*Text)
	switch {
	case isGiven && given == nil:
		return nil, q.Options.Wrong("WithText", errors.New("no text given; make one with query.ReadText"))
	case isGiven && len(q.Options.Texts) == 0:
		return given, nil
	case !isGiven:
		given = &Text{}
	}
	t := &Text{sources: slices.Clone(given.sources), paragraphs: map[quad.IRI][]string{}}
	maps.Copy(t.paragraphs, given.paragraphs)
	return t, t.read(ctx, q.Snapshot, q.Options.Texts)
}

// of gives the passages of those claims that have one in this text.
func (t *Text) of(evidence []graph.Evidence) ([]Passage, error) {
	if t == nil {
		return nil, nil
	}
	var passages []Passage
	for _, e := range evidence {
		if e.Paragraph == 0 || !t.has(e.Source) {
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
