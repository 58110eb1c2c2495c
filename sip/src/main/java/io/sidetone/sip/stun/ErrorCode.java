package io.sidetone.sip.stun;

import io.sidetone.sip.base.Rfc;

/// Why a request was not done. Immutable.
///
/// @param code 300 to 699
/// @param reason for people; up to 127 characters when written
@Rfc(number = 8489, section = "14.8")
public record ErrorCode(int code, String reason) {

    /// Ask another server, the one in ALTERNATE-SERVER.
    public static final ErrorCode TRY_ALTERNATE = new ErrorCode(300, "Try Alternate");
    /// The request is malformed.
    public static final ErrorCode BAD_REQUEST = new ErrorCode(400, "Bad Request");
    /// The credentials are missing or wrong.
    public static final ErrorCode UNAUTHENTICATED = new ErrorCode(401, "Unauthenticated");
    /// An attribute that must be understood is not; UNKNOWN-ATTRIBUTES lists them.
    public static final ErrorCode UNKNOWN_ATTRIBUTE = new ErrorCode(420, "Unknown Attribute");
    /// The nonce is good no more; the response brings a new one.
    public static final ErrorCode STALE_NONCE = new ErrorCode(438, "Stale Nonce");
    /// Both agents of ICE believe to have the same role.
    @Rfc(number = 8445, section = "7.3.1.1")
    public static final ErrorCode ROLE_CONFLICT = new ErrorCode(487, "Role Conflict");
    /// The server failed; the client may try again.
    public static final ErrorCode SERVER_ERROR = new ErrorCode(500, "Server Error");

    static final int LOWEST = 300;
    static final int HIGHEST = 699;

    /// @throws IllegalArgumentException if the code is out of its range
    public ErrorCode {
        if (code < LOWEST || code > HIGHEST) {
            throw new IllegalArgumentException("No error code: " + code);
        }
    }
}
