using System.Buffers;

namespace ActionSync.Trackers;

/// <summary>What is particular to the webhooks of a service.</summary>
/// <param name="Path">Where they are sent to, below <c>/webhooks/</c>.</param>
/// <param name="SecretKey">The key under <c>Dashboard</c> of the secret that they are signed with; without it they are off.</param>
/// <param name="SignatureHeader">Carries <c>sha256=</c> and the HMAC of the body.</param>
/// <param name="DeliveryHeader">Carries the same id each time a delivery is repeated.</param>
/// <param name="Read">What headers and body come to.</param>
internal sealed record WebhookSource(
    string Path, string SecretKey, string SignatureHeader, string DeliveryHeader, Func<IHeaderDictionary, ReadOnlySequence<byte>, WebhookReading> Read);
