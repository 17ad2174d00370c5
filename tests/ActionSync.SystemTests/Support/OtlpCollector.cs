using System.Collections.Concurrent;
using System.Net;
using System.Text;
using ActionSync.Testing;

namespace ActionSync.SystemTests.Support;

/// <summary>A collector of OpenTelemetry that keeps what it is sent (OTLP over HTTP, as protocol buffers).</summary>
internal sealed class OtlpCollector : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<(string Path, byte[] Body)> _received = [];

    public OtlpCollector()
    {
        Url = FreeAddress.Next();
        _listener.Prefixes.Add($"{Url}/");
        _listener.Start();
        Listening = ListenAsync();
    }

    public string Url { get; }

    /// <summary>All spans so far.</summary>
    public IReadOnlyList<OtlpSpan> Spans =>
    [
        .. from body in Bodies("/v1/traces")
           from resource in ProtoMessage.Read(body).All(1)
           from scope in resource.All(2)
           from span in scope.All(2)
           select new OtlpSpan(
               Hex(span.Bytes(1)), Hex(span.Bytes(2)), Hex(span.Bytes(4)), span.Text(5), Attributes(span, 9), Attributes(resource.All(1).Single(), 1)),
    ];

    /// <summary>The names of all metrics so far.</summary>
    public IReadOnlySet<string> Metrics =>
        (from body in Bodies("/v1/metrics")
         from resource in ProtoMessage.Read(body).All(1)
         from scope in resource.All(2)
         from metric in scope.All(2)
         select metric.Text(1)).ToHashSet();

    /// <summary>All bytes so far as text, for what must be nowhere.</summary>
    public string Everything => string.Concat(_received.Select(one => Encoding.Latin1.GetString(one.Body)));

    private Task Listening { get; }

    public void Dispose() => _listener.Close();

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private static Dictionary<string, string> Attributes(ProtoMessage message, int field) => message.All(field).ToDictionary(
        pair => pair.Text(1), pair => pair.All(2).Single() is var value && value.Has(1) ? value.Text(1) : $"{value.Number(3)}");

    private IEnumerable<byte[]> Bodies(string path) => _received.Where(one => one.Path == path).Select(one => one.Body);

    private async Task ListenAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                _received.Enqueue((context.Request.Url!.AbsolutePath, body.ToArray()));
                context.Response.ContentType = "application/x-protobuf";
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // It is closed, or whoever sent hung up.
            }
        }
    }
}

/// <param name="Parent">Empty for a root.</param>
internal sealed record OtlpSpan(
    string TraceId, string SpanId, string Parent, string Name, IReadOnlyDictionary<string, string> Attributes, IReadOnlyDictionary<string, string> Resource);

/// <summary>One message of protocol buffers, by the numbers of its fields (https://protobuf.dev/programming-guides/encoding/).</summary>
internal sealed class ProtoMessage
{
    private readonly List<(int Field, byte[] Bytes, ulong Number)> _fields = [];

    public static ProtoMessage Read(byte[] bytes)
    {
        var message = new ProtoMessage();
        for (var at = 0; at < bytes.Length;)
        {
            var tag = Varint(bytes, ref at);
            var (field, kind) = ((int)(tag >> 3), (int)(tag & 7));
            var (number, length) = kind switch
            {
                0 => (Varint(bytes, ref at), 0),
                1 => (BitConverter.ToUInt64(bytes, at), 8),
                2 => (0UL, (int)Varint(bytes, ref at)),
                5 => (BitConverter.ToUInt32(bytes, at), 4),
                _ => throw new FormatException($"There is no kind of field {kind}."),
            };
            message._fields.Add((field, kind == 2 ? bytes[at..(at + length)] : [], number));
            at += length;
        }
        return message;
    }

    public IEnumerable<ProtoMessage> All(int field) => _fields.Where(one => one.Field == field).Select(one => Read(one.Bytes));

    public bool Has(int field) => _fields.Exists(one => one.Field == field);

    public byte[] Bytes(int field) => _fields.Where(one => one.Field == field).Select(one => one.Bytes).SingleOrDefault() ?? [];

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field));

    public ulong Number(int field) => _fields.Where(one => one.Field == field).Select(one => one.Number).SingleOrDefault();

    private static ulong Varint(byte[] bytes, ref int at)
    {
        for (var (value, shift) = (0UL, 0); ; shift += 7)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
    }
}
