// Package questions is the one table of all questions of package query.
package questions
