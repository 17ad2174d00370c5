using ActionSync.Testing;

[assembly: AssemblyFixture(typeof(TestProjectTurn))]
