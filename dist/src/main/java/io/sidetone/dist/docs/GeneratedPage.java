package io.sidetone.dist.docs;

/// A page made from the code. Immutable.
///
/// @param path where it is committed, from the root of the repository
/// @param text its whole text
public record GeneratedPage(String path, String text) {}
