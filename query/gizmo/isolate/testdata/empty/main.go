// Program empty is the least that Go needs to begin and to end: what a machine gives.
package main

func main() {}
