namespace RentABot.Gateway.Browsers;

/// <summary>How a browser has to treat what is served below a path.</summary>
/// <param name="Path">Where it holds.</param>
/// <param name="Content">What a page may load and who may show it, with <c>{nonce}</c> where its own scripts are named.</param>
/// <param name="Cacheable">Others may keep it; all else is kept by nobody, or asked for again each time where it has an ETag.</param>
internal sealed record HeaderPolicy(PathString Path, string Content, bool Cacheable);
