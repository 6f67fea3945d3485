import java.net.ServerSocket;

/** Prints as many free ports as the argument says. */
class FreePorts {
    public static void main(String[] args) throws Exception {
        ServerSocket[] sockets = new ServerSocket[Integer.parseInt(args[0])];
        for (int i = 0; i < sockets.length; i++) {
            sockets[i] = new ServerSocket(0);
        }
        for (ServerSocket socket : sockets) {
            System.out.println(socket.getLocalPort());
            socket.close();
        }
    }
}
