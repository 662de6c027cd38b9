"""The security headers that every answer carries (design: Serving)."""

from flask import Response

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types htmx amtslotse",
    )
)
SECURITY = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
KEPT = "public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800"
FOR_EVER = "public, max-age=31536000, immutable"
NOT_KEPT = "no-store"


def add_headers(response: Response) -> Response:
    """Add the headers to an answer of Flask. What nobody marked as kept is not kept."""
    response.headers.update(SECURITY)
    response.headers.setdefault("Cache-Control", NOT_KEPT)
    return response
