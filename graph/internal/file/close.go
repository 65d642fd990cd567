package file

// Close ends the use of a file. A writer's file says then that it is whole, and where it ends. After a failed write
// nothing more is written: the next to open it recovers. A mapping outlives it; what else is being read ends with an
// error.
func (f *File) Close() error {
	f.turn.Lock()
	defer f.turn.Unlock()
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return nil
	}
	err := f.sync(f.version)
	for f.syncing {
		f.woken.Wait()
	}
	g, m := f.gen, f.mark
	f.closed = true
	f.mu.Unlock()
	if f.opened && err == nil {
		if failed := g.close(m); failed != nil {
			err = g.at("end", m.end, m.version, failed)
		}
	}
	f.mu.Lock()
	if failed := f.retire(g); err == nil {
		err = failed
	}
	return err
}
