using ActionSync.Configuration;
using ActionSync.Hosting;
using ActionSync.Testing;
using YamlDotNet.RepresentationModel;

namespace ActionSync.SystemTests.Deployment;

/// <summary>The manifests for Kubernetes: shapes that its API asks for, as far as they are used, and whether the parts fit together.</summary>
public sealed class KubernetesTests
{
    /// <summary>The members that each kind of object may have here; a slip of the finger is none of them.</summary>
    private static readonly Dictionary<string, string[]> Shapes = new()
    {
        [""] = ["apiVersion", "kind", "metadata", "spec", "data"],
        ["metadata"] = ["name", "labels", "annotations"],
        ["Deployment/spec"] = ["replicas", "selector", "strategy", "template"],
        ["Deployment/spec/template"] = ["metadata", "spec"],
        ["Deployment/spec/template/spec"] =
        [
            "automountServiceAccountToken", "terminationGracePeriodSeconds", "topologySpreadConstraints", "securityContext", "containers", "volumes",
        ],
        ["container"] =
        [
            "name", "image", "args", "env", "ports", "startupProbe", "livenessProbe", "readinessProbe", "resources", "securityContext", "volumeMounts",
        ],
        ["probe"] = ["httpGet", "periodSeconds", "timeoutSeconds", "failureThreshold"],
        ["PodDisruptionBudget/spec"] = ["minAvailable", "selector"],
        ["Service/spec"] = ["selector", "ports"],
        ["PersistentVolumeClaim/spec"] = ["accessModes", "resources"],
    };

    private readonly IReadOnlyList<YamlMappingNode> _objects = Read();

    [Fact]
    public void There_is_one_of_each_kind_under_one_name()
    {
        Assert.Equal(
            ["apps/v1 Deployment", "policy/v1 PodDisruptionBudget", "v1 ConfigMap", "v1 PersistentVolumeClaim", "v1 Service"],
            _objects.Select(one => $"{Text(one, "apiVersion")} {Text(one, "kind")}").Order(StringComparer.Ordinal));
        Assert.All(_objects, one => Assert.Matches("^actionsync(-[a-z]+)?$", Text(one, "metadata", "name")));
        Assert.All(_objects, one => Assert.Equal("actionsync", Text(one, "metadata", "labels", "app.kubernetes.io/name")));
    }

    [Fact]
    public void No_member_is_one_that_the_api_does_not_know()
    {
        foreach (var one in _objects)
        {
            Knows(Shapes[""], one);
            Knows(Shapes["metadata"], one["metadata"]);
            if (Shapes.TryGetValue($"{Text(one, "kind")}/spec", out var members))
                Knows(members, one["spec"]);
        }
        var deployment = Of("Deployment");
        Knows(Shapes["Deployment/spec/template"], deployment["spec"]["template"]);
        Knows(Shapes["Deployment/spec/template/spec"], Pod);
        Knows(Shapes["container"], Container);
        foreach (var probe in new[] { "startupProbe", "livenessProbe", "readinessProbe" })
            Knows(Shapes["probe"], Container[probe]);
    }

    [Fact]
    public void Selectors_choose_the_pods_that_the_template_makes()
    {
        var labels = Of("Deployment")["spec"]["template"]["metadata"]["labels"];
        Assert.Equal(labels, Of("Deployment")["spec"]["selector"]["matchLabels"]);
        Assert.Equal(labels, Of("PodDisruptionBudget")["spec"]["selector"]["matchLabels"]);
        Assert.Equal(labels, Of("Service")["spec"]["selector"]);
        Assert.Equal("2", Text(Of("Deployment"), "spec", "replicas"));
        Assert.Equal("1", Text(Of("PodDisruptionBudget"), "spec", "minAvailable"));
    }

    [Fact]
    public void Each_probe_asks_what_it_is_for_at_the_port_that_the_image_listens_on()
    {
        Assert.Equal("/health/live", Text(Container, "startupProbe", "httpGet", "path"));
        Assert.Equal("/health/live", Text(Container, "livenessProbe", "httpGet", "path"));
        Assert.Equal("/health/ready", Text(Container, "readinessProbe", "httpGet", "path"));
        var port = Assert.Single(List(Container["ports"]));
        Assert.Equal($"{ImageFile.Read().Port}", Text(port, "containerPort"));
        foreach (var probe in new[] { "startupProbe", "livenessProbe", "readinessProbe" })
            Assert.Equal(Text(port, "name"), Text(Container, probe, "httpGet", "port"));
        Assert.Equal(Text(port, "name"), Text(Assert.Single(List(Of("Service")["spec"]["ports"])), "targetPort"));
        var url = Assert.Single(List(Container["env"]), one => Text(one, "name") == "ACTIONSYNC_Dashboard__Urls");
        Assert.Equal($"http://*:{ImageFile.Read().Port}", Text(url, "value"));
    }

    [Fact]
    public void It_runs_without_rights_on_a_file_system_that_it_cannot_change()
    {
        Assert.Equal("true", Text(Pod, "securityContext", "runAsNonRoot"));
        Assert.Equal("RuntimeDefault", Text(Pod, "securityContext", "seccompProfile", "type"));
        Assert.Equal("false", Text(Pod, "automountServiceAccountToken"));
        Assert.Equal("false", Text(Container, "securityContext", "allowPrivilegeEscalation"));
        Assert.Equal("true", Text(Container, "securityContext", "readOnlyRootFilesystem"));
        Assert.Equal(["ALL"], List(Container["securityContext"]["capabilities"]["drop"]).Select(one => $"{one}"));
    }

    [Fact]
    public void Each_mount_has_its_volume_and_each_secret_is_a_file_below_one()
    {
        var mounts = List(Container["volumeMounts"]).ToDictionary(mount => Text(mount, "name"), mount => Text(mount, "mountPath"));
        Assert.Equal(List(Pod["volumes"]).Select(volume => Text(volume, "name")).Order(StringComparer.Ordinal), mounts.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Text(Of("PersistentVolumeClaim"), "metadata", "name"), Text(Volume("data"), "persistentVolumeClaim", "claimName"));
        Assert.Equal("ReadWriteMany", Assert.Single(List(Of("PersistentVolumeClaim")["spec"]["accessModes"])).ToString());
        Assert.Equal(Text(Of("ConfigMap"), "metadata", "name"), Text(Volume("config"), "configMap", "name"));
        Assert.NotEmpty(Text(Volume("secrets"), "secret", "secretName"));
        Assert.Equal(ImageFile.Read().Environment["ACTIONSYNC_Data"], mounts["data"]);

        var file = Assert.Single(((YamlMappingNode)Of("ConfigMap")["data"]).Children);
        Assert.Contains($"{mounts["config"]}/{file.Key}", List(Container["args"]).Select(one => $"{one}"));
        Assert.All(
            $"{file.Value}".Split('"').Where(text => text.StartsWith("/run/", StringComparison.Ordinal)),
            path => Assert.StartsWith($"{mounts["secrets"]}/", path, StringComparison.Ordinal));
        Assert.DoesNotContain("Password", $"{file.Value}", StringComparison.Ordinal);
    }

    [Fact]
    public void Its_configuration_is_right_once_the_secrets_are_there()
    {
        using var folder = new TempFolder();
        var file = Assert.Single(((YamlMappingNode)Of("ConfigMap")["data"]).Children);
        File.WriteAllText(folder["ledger"], "Host=db;Database=actionsync;Username=actionsync;Password=x");
        File.WriteAllText(folder["api-key"], "a-key-of-some-length-for-this-test");
        var path = folder["actionsync.json"];
        File.WriteAllText(path, $"{file.Value}".Replace("/run/secrets/actionsync", folder.Path, StringComparison.Ordinal));

        var loaded = ActionSyncConfiguration.Load(
            new ConfigurationSources(path, [], folder.Path, _ => null), Catalog.Default);

        Assert.Empty(loaded.Problems);
    }

    private YamlNode Pod => Of("Deployment")["spec"]["template"]["spec"];

    private YamlNode Container => Assert.Single(List(Pod["containers"]));

    private YamlNode Volume(string name) => List(Pod["volumes"]).Single(volume => Text(volume, "name") == name);

    private YamlMappingNode Of(string kind) => _objects.Single(one => Text(one, "kind") == kind);

    private static void Knows(string[] members, YamlNode node) => Assert.Empty(((YamlMappingNode)node).Children.Keys.Select(key => $"{key}").Except(members));

    private static IReadOnlyList<YamlNode> List(YamlNode node) => [.. ((YamlSequenceNode)node).Children];

    private static string Text(YamlNode node, params string[] path) => ((YamlScalarNode)path.Aggregate(node, (at, member) => at[member])).Value!;

    private static IReadOnlyList<YamlMappingNode> Read()
    {
        using var text = new StreamReader(Path.Combine(Repository.Root, "config", "deploy", "kubernetes.yaml"));
        var stream = new YamlStream();
        stream.Load(text);
        return [.. stream.Documents.Select(document => (YamlMappingNode)document.RootNode)];
    }
}
