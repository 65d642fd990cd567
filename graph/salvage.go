package graph

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"

	"talentgraph.example/graph/internal/disk"
	"talentgraph.example/graph/internal/file"
	"talentgraph.example/graph/internal/store"
)

// SalvageReport tells what [Salvage] has found and written.
type SalvageReport struct {
	Version  Version // of the last change that the new file has
	Quads    int64   // in the new file
	LeftOut  int64   // quads of that version that name a term whose text is damaged
	Damage   error   // all that was not whole, [*FileError]s joined; nil if the file is not damaged
	Complete bool    // nothing is lost: what was damaged follows from what is whole
}

// Salvage writes what is whole of a damaged file to a new closed one, which must not exist; the damaged one is only
// read. What quads and texts tell, such as indexes and tables, is made anew; changes are taken up to the first that is
// damaged; quads whose terms cannot be told any more are left out. Unless all is there, the new file is another graph,
// with an id of its own: backups and followers of the old one do not take it for the same.
//
// The head holds the sums by which all else is known to be whole, and there are two of it. A file with both damaged, or
// too much else, is an error, and nothing is written. The report then has the Damage, if one head is whole.
func Salvage(ctx context.Context, damaged, to string) (SalvageReport, error) {
	var report SalvageReport
	d, err := file.OpenDamaged(ctx, disk.OS{}, damaged, knownSection)
	if err != nil {
		return report, err
	}
	defer d.Close()
	if isCache(d.Sections()) {
		return report, errCache(d.Path())
	}
	report.Damage = d.Damage
	s, err := report.mend(ctx, d)
	if err != nil {
		return report, fmt.Errorf("%s cannot be salvaged: %w", d.Path(), err)
	}
	id := d.Head().Graph
	if !report.Complete {
		rand.Read(id[:])
	}
	base, err := baseOf(ctx, newGraph(s, standardLabels()).Snapshot(), id, nil)
	if err != nil {
		return report, err
	}
	f, err := file.Create(ctx, disk.OS{}, to, base, file.Options{})
	if err != nil {
		return report, err
	}
	return report, f.Close()
}

// mend makes a store of what is whole, and tells what is in it.
func (report *SalvageReport) mend(ctx context.Context, d *file.Damaged) (*store.Store, error) {
	head := d.Head()
	there, lost, text := map[uint32][]byte{}, map[uint32]bool{}, []byte(nil)
	for _, s := range d.Sections() {
		if !knownSection(s.Kind) {
			continue
		}
		data, width := memoryFor(s)
		if err := d.Read(ctx, s.Kind, data, width); err != nil {
			return nil, err
		}
		there[s.Kind] = data
	}
	for _, s := range d.Lost {
		lost[s.Kind] = true
		if s.Kind == store.SectionText {
			var err error
			if text, err = d.ReadLost(ctx, s); err != nil {
				return nil, err
			}
		}
	}
	mended, err := store.Damaged{
		Kept: store.Kept{
			Key: head.Key, Version: head.Version, Rehash: head.Hash != store.HashFunction,
			Section: func(kind uint32) []byte { return there[kind] },
		},
		Quads: int(head.Quads), Terms: int(head.Terms), Text: text, Lost: func(kind uint32) bool { return lost[kind] },
	}.Mend()
	if err != nil {
		return nil, err
	}
	s, err := store.Load(mended.Kept)
	if err != nil {
		return nil, err
	}
	report.LeftOut = int64(mended.Quads)
	cut := d.Cut
	switch {
	case mended.Serials:
		until := d.Last()
		for done := false; !done && err == nil; cut = cut || !done {
			done, err = report.apply(ctx, s, d, &until)
		}
	case d.Last() > head.Version:
		cut = true
	}
	if err != nil {
		return nil, err
	}
	if err := compactAlone(ctx, s); err != nil {
		return nil, err
	}
	now := s.Snapshot()
	report.Version, report.Quads = now.Version(), int64(now.Size())
	report.Complete = !cut && report.LeftOut == 0
	return s, now.Verify()
}

// apply makes the changes up to a version. If one of them cannot be made, none is, and until is the version before it.
func (report *SalvageReport) apply(ctx context.Context, s *store.Store, d *file.Damaged, until *Version) (done bool, err error) {
	tx, err := s.Begin(ctx)
	if err != nil {
		return false, err
	}
	defer tx.Rollback()
	tx.Salvage()
	for r, err := range d.Records(ctx, d.Head().Version) {
		switch {
		case err != nil:
			return false, err
		case r.Version > *until:
		default:
			if err := tx.Apply(r.Version, r.Payload); err != nil {
				report.Damage = errors.Join(report.Damage, err)
				*until = r.Version - 1
				return false, nil
			}
		}
	}
	report.LeftOut += int64(tx.LeftOut())
	return true, tx.Commit()
}

// compactAlone drops the terms that no quad uses from a store that nobody else has.
func compactAlone(ctx context.Context, s *store.Store) error {
	tx, err := s.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	tx.Compact()
	return tx.Commit()
}
