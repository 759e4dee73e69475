using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace CoProWeek.Accounts;

/// <summary>Wraps a key of the ring with the master key (AES-256-GCM), on its way into the database.</summary>
internal sealed class KeyWrap(MasterKey master) : IXmlEncryptor
{
    internal const int NonceBytes = 12;
    internal const int TagBytes = 16;

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var kept = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(kept.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(master.Read(), TagBytes);
        cipher.Encrypt(kept.AsSpan(0, NonceBytes), plain, kept.AsSpan(NonceBytes + TagBytes), kept.AsSpan(NonceBytes, TagBytes));
        return new EncryptedXmlInfo(new XElement("wrapped", Convert.ToBase64String(kept)), typeof(KeyUnwrap));
    }
}

/// <summary>Unwraps it again. Made by Data Protection, by its name in the XML.</summary>
internal sealed class KeyUnwrap(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var master = services.GetRequiredService<MasterKey>();
        var kept = Convert.FromBase64String(encryptedElement.Value).AsSpan();
        var text = kept[(KeyWrap.NonceBytes + KeyWrap.TagBytes)..];
        var plain = new byte[text.Length];
        using var cipher = new AesGcm(master.Read(), KeyWrap.TagBytes);
        try
        {
            cipher.Decrypt(kept[..KeyWrap.NonceBytes], text, kept.Slice(KeyWrap.NonceBytes, KeyWrap.TagBytes), plain);
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw new InvalidOperationException($"The key ring was wrapped by another master key than {master.File}. Put the right file back from where you keep it.", e);
        }
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}
