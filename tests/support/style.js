// Stands for every style sheet in the tests of components: they look at what is said, not at how it looks.
export {};
