using ActionSync.SystemTests.Browser;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;

[assembly: AssemblyFixture(typeof(TestProjectTurn))]
[assembly: AssemblyFixture(typeof(PostgresFixture))]
[assembly: AssemblyFixture(typeof(BrowserFixture))]
