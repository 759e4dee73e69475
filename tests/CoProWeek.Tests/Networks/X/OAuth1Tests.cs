using CoProWeek.Accounts;
using CoProWeek.Networks.X;

namespace CoProWeek.Tests.Networks.X;

public sealed class OAuth1Tests
{
    private static readonly Keys.OAuth1 DocumentedKeys = new(
        new Secret("xvz1evFS4wEEPTGEFPHBog"),
        new Secret("kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw"),
        new Secret("370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb"),
        new Secret("LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE"));

    [Fact]
    public void The_example_of_RFC_5849_section_3_4_1_gives_its_base_string()
    {
        var text = OAuth1.BaseString(HttpMethod.Post, new Uri("http://EXAMPLE.COM:80/request?ignored=here"),
        [
            new("b5", "=%3D"), new("a3", "a"), new("c@", ""), new("a2", "r b"), new("c2", ""), new("a3", "2 q"),
            new("oauth_consumer_key", "9djdj82h48djs9d2"), new("oauth_token", "kkk9d7dh3k39sjv7"),
            new("oauth_signature_method", "HMAC-SHA1"), new("oauth_timestamp", "137131201"), new("oauth_nonce", "7d8f3e4a"),
        ]);

        Assert.Equal(
            "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26"
            + "oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26"
            + "oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7", text);
    }

    [Fact]
    public void The_example_of_RFC_5849_section_1_2_gives_its_signature()
    {
        var text = OAuth1.BaseString(HttpMethod.Get, new Uri("http://photos.example.net/photos"),
        [
            new("file", "vacation.jpg"), new("size", "original"),
            new("oauth_consumer_key", "dpf43f3p2l4k3l03"), new("oauth_token", "nnch734d00sl2jdk"),
            new("oauth_signature_method", "HMAC-SHA1"), new("oauth_timestamp", "137131202"), new("oauth_nonce", "chapoH"),
        ]);

        Assert.Equal("MdpQcU8iPSUjWoN/UDMsK2sui9I=", OAuth1.Sign(text, new Secret("kd94hf93k423kf44"), new Secret("pfkkdhi9sl3r4s00")));
    }

    [Fact]
    public void The_example_of_X_s_own_pages_gives_its_signature_from_the_address_query()
    {
        var uri = new Uri("https://api.twitter.com/1.1/statuses/update.json?include_entities=true&status=Hello%20Ladies%20%2B%20Gentlemen%2C%20a%20signed%20OAuth%20request%21");

        var header = OAuth1.Authorization(HttpMethod.Post, uri, DocumentedKeys, "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg", 1318622958);

        Assert.Contains("oauth_signature=\"hCtSmYh%2BiHYCEqBWrE7C7hYmtUk%3D\"", header);
        Assert.StartsWith("OAuth oauth_consumer_key=\"xvz1evFS4wEEPTGEFPHBog\", oauth_nonce=", header);
        Assert.Contains("oauth_version=\"1.0\"", header);
    }

    [Theory]
    [InlineData("abcXYZ019-._~", "abcXYZ019-._~")]
    [InlineData("Ladies + Gentlemen", "Ladies%20%2B%20Gentlemen")]
    [InlineData("An encoded string!", "An%20encoded%20string%21")]
    [InlineData("Dogs, Cats & Mice", "Dogs%2C%20Cats%20%26%20Mice")]
    [InlineData("'()*", "%27%28%29%2A")]
    [InlineData("☃", "%E2%98%83")]
    public void Only_unreserved_characters_are_left_as_they_are(string plain, string encoded) =>
        Assert.Equal(encoded, OAuth1.Encode(plain));

    [Fact]
    public void A_port_that_is_not_the_scheme_s_own_is_signed()
    {
        var text = OAuth1.BaseString(HttpMethod.Get, new Uri("http://127.0.0.1:5080/2/users/me"), []);

        Assert.Equal("GET&http%3A%2F%2F127.0.0.1%3A5080%2F2%2Fusers%2Fme&", text);
    }

    [Fact]
    public void Neither_the_header_s_secrets_nor_the_keys_are_printed()
    {
        Assert.DoesNotContain("LswwdoUa", $"{DocumentedKeys} {DocumentedKeys.TokenSecret}");
        Assert.DoesNotContain("LswwdoUa", OAuth1.Authorization(HttpMethod.Get, new Uri("https://api.x.com/2/users/me"), DocumentedKeys, "n", 1));
        Assert.DoesNotContain("LswwdoUa", System.Text.Json.JsonSerializer.Serialize(DocumentedKeys));
    }
}
