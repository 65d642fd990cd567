// Package values makes quad.Value's of the terms that readers find.
package values
