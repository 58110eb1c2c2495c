package io.sidetone.sip.digest;

/// Somebody who can prove to be who he says: name, realm and secret. Immutable.
///
/// @param username the name in clear text, never its hash
/// @param realm the protection space in which the name and the secret are valid
/// @param secret what proves it
public record DigestUser(String username, String realm, DigestSecret secret) {}
