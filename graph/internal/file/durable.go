package file

import "time"

// groupEvery is how far apart the syncs of a group are, at least.
const groupEvery = 2 * time.Millisecond

// Durable returns when a change that was appended is as durable as Options.Sync says. One sync serves all that wait. If
// it fails, all of them get ErrBroken, and so does whoever comes later.
func (f *File) Durable(version uint64) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.options.Sync == Never {
		return f.ended()
	}
	return f.sync(version)
}

// Flush returns when everything that was appended is on the disk, whatever Options.Sync says.
func (f *File) Flush() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.sync(f.version)
}

// sync waits until a version is on the disk. The first who comes does the work, for all who come until it begins. The
// caller holds mu, which is not held meanwhile.
func (f *File) sync(version uint64) error {
	for f.synced < version {
		if err := f.ended(); err != nil {
			return err
		}
		if f.syncing {
			f.woken.Wait()
			continue
		}
		f.syncing = true
		f.lead()
		f.syncing = false
		f.woken.Broadcast()
	}
	return nil
}

func (f *File) lead() {
	if wait := groupEvery - time.Since(f.lastSync); f.options.Sync == Group && wait > 0 {
		f.mu.Unlock()
		time.Sleep(wait)
		f.mu.Lock()
	}
	g, covered := f.gen, f.version
	f.lastSync = time.Now()
	g.users++
	f.mu.Unlock()
	err := g.file.Sync()
	f.done(g)
	if err != nil {
		f.fail("log", g.log, err)
	}
	f.mu.Lock()
	if err == nil && f.broken == nil {
		f.synced = max(f.synced, covered)
	}
}
