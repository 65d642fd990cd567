// Package enginetest holds engines to what package graph needs of them: one suite for all, see [Run], and a [Server] in
// memory whose connections and answers can be lost.
package enginetest
