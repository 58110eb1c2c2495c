package io.sidetone.dist.prove;
import java.io.*;
import java.nio.file.Path;
final class ReloadProof { ReloadProof(Path h, Path f, PrintWriter o) {} boolean run(int a,int b,int c){return true;} }
