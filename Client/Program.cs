System.Console.WriteLine("clearing");
