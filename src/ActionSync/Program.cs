Console.WriteLine("actionsync");
