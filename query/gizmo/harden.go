package gizmo

func (e *env) harden() { e.hardened = true }
