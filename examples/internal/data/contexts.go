package data

import (
	"context"
	"errors"
	"flag"
	"io/fs"
	"os"

	"talentgraph.example/loader"
	"talentgraph.example/loader/jsonld"
)

// Contexts says where the contexts are that JSON-LD refers to. Without a folder and the network none is read.
type Contexts struct {
	Folder  string
	Network bool
}

// Declare makes flags of it.
func (c *Contexts) Declare(flags *flag.FlagSet) {
	flags.StringVar(&c.Folder, "contexts", "", "a `folder` of the contexts that JSON-LD refers to: https://example.com/a is its file example.com/a.jsonld")
	flags.BoolVar(&c.Network, "network", false, "fetch contexts that are not in the folder by HTTP")
}

// Options are the loader's: none, or one that fetches contexts.
func (c Contexts) Options() []loader.Option {
	var network func(ctx context.Context, iri string) ([]byte, error)
	if c.Network {
		network = jsonld.HTTPLoader(nil)
	}
	switch {
	case c.Folder == "" && network == nil:
		return nil
	case c.Folder == "":
		return []loader.Option{loader.WithDocuments(network)}
	}
	folder := jsonld.FolderLoader(os.DirFS(c.Folder))
	return []loader.Option{loader.WithDocuments(func(ctx context.Context, iri string) ([]byte, error) {
		text, err := folder(ctx, iri)
		if network != nil && errors.Is(err, fs.ErrNotExist) {
			return network(ctx, iri)
		}
		return text, err
	})}
}

// FlagNames gives the flags that stand for the loader's options, by the options' names in Go.
func FlagNames() map[string]string {
	return map[string]string{
		"WithDocuments": "-contexts or -network", "WithColumn": "-column", "WithEncoding": "-encoding", "WithSheet": "-sheet", "WithDates": "-dates", "WithToday": "-today",
	}
}
