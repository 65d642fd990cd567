package file

import (
	"context"
	"errors"
	"fmt"
)

// A Rewrite is a new generation of a file, which is made beside it. Finish or Abort ends it.
type Rewrite struct {
	f        *File
	w        *generationWriter
	over     bool
	replaces bool // another state, which the file's changes do not lead to
}

// Rewrite writes the base of a new generation and syncs it, while others append and read. The base's version is one of
// the file's, or the next one: a change that is committed as a generation. A File has one Rewrite at a time. An error
// leaves all as it was.
func (f *File) Rewrite(ctx context.Context, base Base) (*Rewrite, error) {
	return f.rewrite(ctx, base, false)
}

// Replace is Rewrite with a base of any graph and version. What is appended meanwhile has no part in it.
func (f *File) Replace(ctx context.Context, base Base) (*Rewrite, error) {
	return f.rewrite(ctx, base, true)
}

func (f *File) rewrite(ctx context.Context, base Base, replaces bool) (*Rewrite, error) {
	f.turn.Lock()
	g, m, err := f.gen, f.mark, f.Err()
	switch {
	case err != nil:
	case f.options.ReadOnly:
		err = fmt.Errorf("%s is open for reading only", f.path)
	case f.anew:
		err = fmt.Errorf("%s is being written anew already", f.path)
	case !replaces && (base.Version < g.Version || base.Version > m.version+1 || base.Graph != g.Graph):
		err = fmt.Errorf("%s: version %d cannot be the base of what has version %d", f.path, base.Version, m.version)
	default:
		f.anew = true
	}
	f.turn.Unlock()
	if err != nil {
		return nil, err
	}
	r := &Rewrite{f: f, replaces: replaces}
	file, err := makeNew(f.fs, f.path)
	if err == nil {
		err = file.Permit(g.file)
		r.w = &generationWriter{generation: &generation{file: file}}
	}
	if err == nil {
		var w *generationWriter
		if w, err = writeBase(ctx, file, f.path, base, g.Generation+1); err == nil {
			r.w = w
			err = w.sync()
		}
	}
	if err != nil {
		return nil, errors.Join(g.at("new generation", 0, m.version, err), r.Abort())
	}
	return r, nil
}

// Abort removes what was written. The file is as it was.
func (r *Rewrite) Abort() error {
	r.f.turn.Lock()
	defer r.f.turn.Unlock()
	return r.abort()
}

func (r *Rewrite) abort() error {
	if r.over {
		return nil
	}
	r.over, r.f.anew = true, false
	if r.w == nil {
		return nil
	}
	dropNew(r.f.fs, r.w.file, r.f.path)
	return r.w.file.Close()
}

// Finish adds the changes that were appended meanwhile, and puts the new generation in the old one's place. Appends wait
// until it returns. An error that is not ErrBroken leaves all as it was.
func (r *Rewrite) Finish(ctx context.Context) error {
	f := r.f
	f.turn.Lock()
	defer f.turn.Unlock()
	if r.over {
		return fmt.Errorf("%s: this new generation is over", f.path)
	}
	err := f.Err()
	if err == nil {
		err = r.addTail(ctx)
	}
	if err == nil {
		err = f.gen.here()
	}
	if err != nil {
		return errors.Join(err, r.abort())
	}
	named, err := give(f.fs, f.path)
	if !named {
		return errors.Join(f.gen.at("new generation", 0, f.Last(), err), r.abort())
	}
	r.over, f.anew = true, false
	f.named, f.opened, f.filled = err == nil, false, r.w.end
	f.mu.Lock()
	f.replace(r.w.generation, r.w.mark)
	f.synced = f.version
	f.woken.Broadcast()
	f.mu.Unlock()
	if err != nil { // either generation may be there after a power cut; both have all changes, but no later ones
		return f.fail("folder", 0, err)
	}
	return nil
}

// addTail writes the records that the base does not have yet, and syncs. The caller has the turn.
func (r *Rewrite) addTail(ctx context.Context) error {
	if r.replaces {
		return r.w.sync()
	}
	last := r.f.Last()
	if last < r.w.version && r.w.version != last+1 {
		return fmt.Errorf("%s: version %d cannot follow version %d", r.f.path, r.w.version, last)
	}
	if last > r.w.version {
		for record, err := range r.f.Records(ctx, r.w.version) {
			if err != nil {
				return err
			}
			if err := r.w.record(&record); err != nil {
				return err
			}
		}
	}
	return r.w.sync()
}
